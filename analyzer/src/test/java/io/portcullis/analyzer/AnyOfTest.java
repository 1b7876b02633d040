package io.portcullis.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnyOfTest {

    private static final Policies KEY = new Policies(ResourceType.KMS_KEY);

    @Test
    void oneValueIsItself() {
        assertThat(AnyOf.text(List.of("vpc-1"))).isEqualTo("vpc-1");
        assertThat(AnyOf.values("vpc-1")).containsExactly("vpc-1");
    }

    @Test
    void severalAreAListAsPoliciesWriteIt() {
        assertThat(AnyOf.text(List.of("vpc-1", "vpc-2"))).isEqualTo("[\"vpc-1\",\"vpc-2\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b", "a\",\"b", "\\", "\\\"", "[\"", "\"]", "ü 😀"})
    void everyValueOfAListIsReadAsItWas(String value) {
        List<String> values = List.of(value, "x", value + value);
        assertThat(AnyOf.values(AnyOf.text(values))).isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[\"", "[\"]", "[]", "vpc-[\"1\"]"})
    void whatIsNoListIsOneValue(String text) {
        assertThat(AnyOf.values(text)).containsExactly(text);
    }

    private static String lists(int count) {
        return "{'Effect':'Allow','Principal':'*','Action':'kms:Decrypt','Resource':'*','Condition':{'StringEquals':{"
                + "'aws:SourceVpce':" + list(count, "vpce-") + ",'aws:PrincipalOrgID':" + list(count, "o-abcdefghi")
                + "}}}";
    }

    private static String list(int count, String prefix) {
        return IntStream.range(0, count)
                .mapToObj(i -> "'" + prefix + i + "'")
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void moreFindingsThanCanBeListedAreOneThatListsTheValues() {
        Analysis analysis = KEY.ask(lists(30));
        assertThat(analysis.findings()).singleElement().satisfies(finding -> {
            assertThat(AnyOf.values(finding.condition().getOrDefault("aws:SourceVpce", "")))
                    .hasSize(30);
            assertThat(AnyOf.values(finding.condition().getOrDefault("aws:PrincipalOrgID", "")))
                    .contains("o-abcdefghi29");
        });
        assertThat(analysis.reasons()).isEmpty();
        assertThat(analysis.notes()).singleElement().asString().contains("told together");
    }

    @Test
    void asManyAsCanBeListedAreListedOneByOne() {
        Analysis analysis = KEY.ask(lists(10));
        assertThat(analysis.findings())
                .hasSize(100)
                .allSatisfy(finding ->
                        assertThat(finding.condition().get("aws:SourceVpce")).startsWith("vpce-"));
        assertThat(analysis.notes()).isEmpty();
    }

    @Test
    void aKeyThatFindingsLeaveOutIsSaid() {
        String patterns = IntStream.range(0, 70)
                .mapToObj(i -> "'vpce-*" + Character.toString('a' + i % 26).repeat(2) + i + "*'")
                .collect(Collectors.joining(",", "[", "]"));
        Analysis analysis = KEY.ask("{'Effect':'Allow','Principal':'*','Action':'kms:Decrypt','Resource':'*',"
                + "'Condition':{'StringLike':{'aws:SourceVpce':" + patterns + "}}}");
        assertThat(analysis.findings()).hasSize(1);
        assertThat(analysis.notes()).singleElement().asString().contains("aws:SourceVpce", "may be more");
    }
}
