package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a finding says besides who gets in: the actions, the proof, the statements; and what is said of all findings. */
class FindingsTest {

    private static final Questions ACCOUNT = Questions.ofAccount();

    private static String statement(String effect, String principal, String action, String condition) {
        return "{'Effect':'%s','Principal':%s,'Action':%s,'Resource':'*','Condition':%s}"
                .formatted(effect, principal, action, condition)
                .replace('\'', '"');
    }

    private static String allow(String principal, String action) {
        return statement("Allow", principal, action, "{}");
    }

    private static Access ask(String... statements) {
        return ACCOUNT.ask(Questions.policy(String.join(",", statements)));
    }

    @Test
    void actionsAreSortedAndTheProofIsOfTheWorst() {
        // The question lists kms:Decrypt first.
        Access.Cell cell = ask(allow("'*'", "'*'")).cells().getFirst();
        assertThat(cell.actions()).containsExactly("kms:CreateGrant", "kms:Decrypt", "kms:Encrypt");
        assertThat(cell.witness().action()).isEqualTo("kms:Decrypt");
        Access.Cell some =
                ask(allow("'*'", "['kms:CreateGrant','kms:Encrypt']")).cells().getFirst();
        assertThat(some.actions()).containsExactly("kms:CreateGrant", "kms:Encrypt");
        assertThat(some.witness().action()).isEqualTo("kms:Encrypt");
    }

    @Test
    void actionsOfTheSameCallersAreOneFinding() {
        Access access = ask(
                allow("{'AWS':'222222222222'}", "'kms:Decrypt'"),
                allow("{'AWS':'222222222222'}", "'kms:CreateGrant'"),
                allow("{'AWS':'333333333333'}", "'kms:Encrypt'"));
        assertThat(access.cells().stream().collect(Collectors.toMap(Access.Cell::principal, Access.Cell::actions)))
                .isEqualTo(Map.of(
                        "222222222222",
                        List.of("kms:CreateGrant", "kms:Decrypt"),
                        "333333333333",
                        List.of("kms:Encrypt")));
        assertThat(access.notes()).isEmpty();
        assertThat(access.doubts()).isEmpty();
    }

    @Test
    void theStatementsThatLetAFindingInAreNamed() {
        Access access = ask(
                allow("{'AWS':'222222222222'}", "'kms:Decrypt'"),
                statement("Deny", "'*'", "'kms:Encrypt'", "{}"),
                allow("{'AWS':'arn:aws:iam::222222222222:role/r'}", "'kms:*'"),
                allow("{'AWS':'222222222222'}", "'kms:Encrypt'"));
        assertThat(access.cells())
                .filteredOn(cell -> cell.principal().equals("222222222222"))
                .singleElement()
                .satisfies(cell -> {
                    assertThat(cell.rules()).containsExactly(0, 2);
                    assertThat(cell.actions()).containsExactly("kms:Decrypt");
                });
        assertThat(access.cells())
                .filteredOn(cell -> cell.principal().endsWith("role/r"))
                .singleElement()
                .satisfies(cell -> assertThat(cell.actions()).containsExactly("kms:CreateGrant"));
    }

    @Test
    void ofAPublicFindingTheProofIsAStrangers() {
        Access.Cell cell =
                ask(allow("'*'", "'kms:Decrypt'"), allow("{'AWS':'000000000000'}", "'kms:Encrypt'")).cells().stream()
                        .filter(Access.Cell::isPublic)
                        .findFirst()
                        .orElseThrow();
        assertThat(cell.witness().values("aws:PrincipalAccount"))
                .singleElement()
                .isNotEqualTo("000000000000")
                .isNotEqualTo("111111111111");
    }

    @Test
    void doubtThatMayLetMoreInStandsBesideWhatIsCertain() {
        String doubted = statement(
                "Allow",
                "'*'",
                "'*'",
                "{'StringEquals':{'aws:PrincipalAccount':'222222222222','aws:PrincipalTag/x':'${aws:TagKeys}'}}");
        Access beside = ask(allow("{'AWS':'333333333333'}", "'*'"), doubted);
        assertThat(beside.cells()).hasSize(1);
        assertThat(beside.more()).isTrue();
        assertThat(beside.morePublic()).isFalse();
        assertThat(beside.doubts()).singleElement().asString().contains("statement 2", "aws:TagKeys");
        // What the doubt may let in is let in anyway.
        Access within = ask(allow("{'AWS':'222222222222'}", "'*'"), doubted);
        assertThat(within.cells()).hasSize(1);
        assertThat(within.more()).isFalse();
        assertThat(within.doubts()).isEmpty();
    }

    @Test
    void whetherStrangersGetInMayBeAllThatIsDoubted() {
        Access access = ask(
                statement("Allow", "'*'", "'*'", "{'StringEquals':{'aws:PrincipalTag/x':'${aws:TagKeys}'}}"),
                allow("{'AWS':'222222222222'}", "'*'"));
        assertThat(access.cells()).allMatch(cell -> !cell.isPublic());
        assertThat(access.more()).isTrue();
        assertThat(access.morePublic()).isTrue();
        Access open = ask(
                statement("Allow", "'*'", "'*'", "{'StringEquals':{'aws:PrincipalTag/x':'${aws:TagKeys}'}}"),
                allow("'*'", "'*'"));
        assertThat(open.cells()).anyMatch(Access.Cell::isPublic);
        assertThat(open.more()).isFalse();
        assertThat(open.morePublic()).isFalse();
    }

    private static String values(String form, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "'" + form.formatted(i) + "'")
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void moreThanFiveHundredFindingsAreToldTogetherEachPrincipalByItself() {
        Access access = ask(statement(
                "Allow",
                "{'AWS':['222222222222','333333333333']}",
                "'*'",
                "{'StringEquals':{'aws:SourceVpce':%s,'aws:PrincipalOrgID':%s}}"
                        .formatted(values("vpce-%d", 17), values("o-a%d", 16))));
        assertThat(access.cells()).extracting(Access.Cell::principal).contains("222222222222", "333333333333");
        assertThat(access.cells())
                .hasSizeLessThan(100)
                .allSatisfy(
                        cell -> assertThat(cell.condition().values().stream().flatMap(List::stream))
                                .hasSizeGreaterThanOrEqualTo(2));
        assertThat(access.notes()).singleElement().asString().contains("told together");
        assertThat(access.more()).isFalse();
        Stream<String> vpces = access.cells().stream()
                .flatMap(cell -> cell.condition().getOrDefault("aws:SourceVpce", List.of()).stream())
                .distinct();
        assertThat(vpces).hasSize(17);
    }
}
