package io.portcullis.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {

    private static final Resource KEY =
            Resource.kmsKey("arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab");

    private final EmbeddedAnalyzer analyzer =
            new EmbeddedAnalyzer(new ZoneOfTrust.Account("111111111111"), Settings.DEFAULT);

    private static final String OPEN = statement("Allow", "\"Principal\":\"*\"", "\"Action\":\"kms:Decrypt\"", "");

    private static String statement(String effect, String principal, String action, String condition) {
        return "{\"Effect\":\"" + effect + "\"," + principal + "," + action + ",\"Resource\":\"*\""
                + (condition.isEmpty() ? "" : ",\"Condition\":" + condition) + "}";
    }

    private Explanation explain(List<Grant> grants, String... statements) {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
        return analyzer.explain(new KeyState(KEY, policy, grants), List.of());
    }

    private Explanation explain(String... statements) {
        return explain(List.of(), statements);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Principal\":{\"AWS\":\"999999999999\"} | \"Action\":\"*\" | '' | does not name arn: | .Principal.AWS",
                "\"NotPrincipal\":{\"AWS\":\"*\"} | \"Action\":\"*\" | '' | spares arn: | .NotPrincipal.AWS",
                "\"Principal\":\"*\" | \"Action\":\"kms:Encrypt\" | '' | does not name kms:Decrypt | .Action",
                "\"Principal\":\"*\" | \"NotAction\":[\"kms:E*\",\"kms:D*\"] | '' | spares kms:Decrypt | .NotAction[0]",
                "\"Principal\":\"*\" | \"Action\":\"*\" | {\"Bool\":{\"aws:SecureTransport\":false}} |"
                        + " not met: in the proof it is true | .Condition.Bool['aws:SecureTransport']",
                "\"Principal\":\"*\" | \"Action\":\"*\" | {\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-1\"}} |"
                        + " not met: the proof has no aws:PrincipalOrgID"
                        + " | .Condition.StringEquals['aws:PrincipalOrgID']"
            })
    void marksTheElementOfADenyThatTheProofMisses(
            String principal, String action, String condition, String note, String path) {
        Explanation explanation = explain(OPEN, statement("Deny", principal, action, condition));
        assertThat(explanation.grounds()).isNotEmpty();
        assertThat(explanation.grounds().getFirst().denies())
                .singleElement()
                .satisfies(deny -> assertThat(deny.marks()).singleElement().satisfies(mark -> {
                    assertThat(mark.note()).startsWith(note);
                    assertThat(mark.from().path()).isEqualTo("$.Statement[1]" + path);
                }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Bool':{'aws:SecureTransport':'yes'}} | aws:SecureTransport",
                "{'NumericLessThan':{'aws:MultiFactorAuthAge':'soon'}} | aws:MultiFactorAuthAge",
                "{'IpAddress':{'aws:SourceIp':'010.0.0.0/8'}} | aws:SourceIp",
                "{'DateLessThan':{'aws:CurrentTime':'2020'}} | aws:CurrentTime",
                "{'Null':{'aws:PrincipalOrgID':'no'}} | aws:PrincipalOrgID",
                "{'StringEquals':{'aws:PrincipalOrgID':[]}} | aws:PrincipalOrgID"
            })
    void saysThatItIsADoubtWhetherAConditionIsMetWhoseValueCannotBeRead(String condition, String key) {
        String written = condition.replace('\'', '"');
        String doubt = ": compares " + key
                + " with no value, or with one that cannot be read; what AWS does then is not documented";
        Explanation allowed = explain(statement("Allow", "\"Principal\":\"*\"", "\"Action\":\"*\"", written));
        assertThat(allowed.grounds().getFirst().allows().getFirst().marks())
                .extracting(Reason.Mark::note)
                .contains("taken to be met" + doubt);
        Explanation denied = explain(OPEN, statement("Deny", "\"Principal\":\"*\"", "\"Action\":\"*\"", written));
        assertThat(denied.grounds().getFirst().denies().getFirst().marks())
                .extracting(Reason.Mark::note)
                .containsExactly("taken to be not met" + doubt);
    }

    @Test
    void saysThatItIsADoubtWhetherAPlainOperatorMeetsSeveralValues() {
        String tags =
                "{\"StringEquals\":{\"kms:EncryptionContextKeys\":\"a\"},\"ForAnyValue:StringEquals\":{\"kms:EncryptionContextKeys\":\"b\"}}";
        Explanation allowed = explain(statement("Allow", "\"Principal\":\"*\"", "\"Action\":\"*\"", tags));
        assertThat(allowed.grounds().getFirst().allows().getFirst().marks())
                .extracting(Reason.Mark::note)
                .contains(
                        "taken to be met: compares kms:EncryptionContextKeys, which may have several values, without ForAllValues or"
                                + " ForAnyValue; what AWS does then is not documented",
                        "met: in the proof it is a, b");
    }

    @Test
    void saysThatItIsADoubtWhichAccountACanonicalUserIdIsOf() {
        String canonical = "\"Principal\":{\"CanonicalUser\":\"79a59d\"}";
        String doubt =
                ": compares aws:PrincipalAccount, and which account a canonical user id or a federated session is"
                        + " of is not known; name the account";
        String account = "{\"%s\":{\"aws:PrincipalAccount\":\"999999999999\"}}";
        Explanation allowed =
                explain(statement("Allow", canonical, "\"Action\":\"*\"", account.formatted("StringEquals")));
        assertThat(allowed.grounds().getFirst().allows().getFirst().marks())
                .extracting(Reason.Mark::note)
                .contains("taken to be met" + doubt);
        Explanation denied = explain(
                statement("Allow", canonical, "\"Action\":\"*\"", ""),
                statement("Deny", "\"Principal\":\"*\"", "\"Action\":\"*\"", account.formatted("StringNotEquals")));
        assertThat(denied.grounds().getFirst().denies().getFirst().marks())
                .extracting(Reason.Mark::note)
                .containsExactly("taken to be not met" + doubt);
    }

    @Test
    void tellsDeniesThatTakeSomethingAwayFromThoseThatDoNot() {
        Explanation explanation = explain(
                OPEN,
                statement("Deny", "\"Principal\":{\"AWS\":\"999999999999\"}", "\"Action\":\"*\"", ""),
                statement("Deny", "\"Principal\":\"*\"", "\"Action\":\"kms:Encrypt\"", ""));
        assertThat(explanation.grounds().getFirst().denies())
                .extracting(Reason::note)
                .containsExactly("denies part of the finding, but not the proof", "denies nothing of the finding");
    }

    @Test
    void aGrantIsAReasonWithoutAPlaceInThePolicy() {
        Grant grant = new Grant(
                "g1",
                Optional.empty(),
                "arn:aws:iam::999999999999:role/x",
                Optional.empty(),
                Optional.empty(),
                List.of("Decrypt"),
                Map.of("app", "a"),
                Map.of(),
                Optional.empty());
        Explanation explanation = explain(
                List.of(grant), statement("Allow", "\"Principal\":{\"AWS\":\"111111111111\"}", "\"Action\":\"*\"", ""));
        assertThat(explanation.grounds())
                .singleElement()
                .satisfies(grounds -> assertThat(grounds.allows())
                        .containsExactly(new Reason(new Cause.KeyGrant("g1", ""), "lets it in", List.of())));
    }

    @Test
    void aStatementOfTheFindingThatDoesNotLetTheProofInIsMarkedToo() {
        Explanation explanation = explain(
                OPEN, statement("Allow", "\"Principal\":{\"AWS\":\"999999999999\"}", "\"Action\":\"kms:Decrypt\"", ""));
        assertThat(explanation.grounds())
                .filteredOn(grounds -> grounds.finding().isPublic())
                .singleElement()
                .satisfies(grounds -> assertThat(grounds.allows())
                        .extracting(Reason::note)
                        .containsExactly(
                                "lets it in; no Condition narrows it", "lets in other requests of the finding"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Action\":\"kms:Sign\" | '' | does not name kms:CreateGrant | .Action",
                "\"NotAction\":\"kms:CreateGrant\" | '' | spares kms:CreateGrant | .NotAction",
                "\"Action\":\"kms:Verify\" | {\"Bool\":{\"aws:SecureTransport\":false}} | does not name kms:CreateGrant | .Action",
                "\"Action\":\"kms:*\" | {\"Bool\":{\"aws:SecureTransport\":false}} |"
                        + " not met: in the proof it is true | .Condition.Bool['aws:SecureTransport']"
            })
    void whatOfAStatementTheProofDoesNotHaveIsMarked(String action, String condition, String note, String path) {
        String caller = "\"Principal\":{\"AWS\":\"999999999999\"}";
        Explanation explanation = explain(
                statement(
                        "Allow", caller, "\"Action\":\"kms:CreateGrant\"", "{\"Bool\":{\"aws:SecureTransport\":true}}"),
                statement("Allow", caller, action, condition));
        assertThat(explanation.grounds())
                .singleElement()
                .satisfies(grounds -> assertThat(grounds.allows().get(1).marks())
                        .singleElement()
                        .satisfies(mark -> {
                            assertThat(mark.note()).isEqualTo(note);
                            assertThat(mark.from().path()).isEqualTo("$.Statement[1]" + path);
                        }));
    }

    @Test
    void ownersWhomADenySparesAreNotSaidToBeDenied() {
        String owners = "\"NotPrincipal\":{\"AWS\":\"111111111111\"}";
        Explanation explanation = explain(OPEN, statement("Deny", owners, "\"Action\":\"*\"", ""));
        assertThat(explanation.analysis().verdict()).isEqualTo(Verdict.NONE);
        assertThat(explanation.closed().getLast().marks())
                .extracting(Reason.Mark::note)
                .containsExactly("denies everyone but these");
    }

    @Test
    void ownersWhomAnAllowSparesAreNotSaidToBeOutsiders() {
        String owners = "\"NotPrincipal\":{\"AWS\":\"111111111111\"}";
        Explanation explanation = explain(
                statement("Allow", owners, "\"Action\":\"kms:Decrypt\"", ""),
                statement("Deny", "\"Principal\":\"*\"", "\"Action\":\"*\"", ""));
        assertThat(explanation.closed().getFirst().marks())
                .extracting(Reason.Mark::note)
                .containsExactly("everyone but these, outsiders too");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Principal\":{\"AWS\":\"111111111111\"} | \"Action\":\"*\" | '' | names nobody outside",
                "\"Principal\":\"*\" | \"Action\":\"kms:PutKeyPolicy\" | '' | gives none of the actions in question",
                "\"NotPrincipal\":{\"AWS\":\"*\"} | \"Action\":\"*\" | '' | spares everyone outside",
                "\"Principal\":\"*\" | \"NotAction\":\"kms:*\" | '' | spares all actions in question",
                "\"Principal\":\"*\" | \"Action\":\"*\" |"
                        + " {\"StringEquals\":{\"kms:CallerAccount\":\"111111111111\"}} | no outsider meets this"
            })
    void marksTheElementThatKeepsOutsidersOut(String principal, String action, String condition, String note) {
        Explanation explanation = explain(statement("Allow", principal, action, condition));
        assertThat(explanation.analysis().verdict()).isEqualTo(Verdict.NONE);
        assertThat(explanation.closed())
                .singleElement()
                .satisfies(reason ->
                        assertThat(reason.marks()).extracting(Reason.Mark::note).containsExactly(note));
    }

    @Test
    void aDenyThatKeepsOutsidersOutOfTwoStatementsIsToldOnce() {
        String deny = statement("Deny", "\"NotPrincipal\":{\"AWS\":\"111111111111\"}", "\"Action\":\"*\"", "");
        assertThat(explain(OPEN, OPEN, deny).closed())
                .extracting(Reason::note)
                .containsExactly(
                        "would let outsiders in, but for statement 3 (line 1)",
                        "keeps outsiders out",
                        "would let outsiders in, but for statement 3 (line 1)");
    }

    @Test
    void whatIsNotKnownToKeepOutsidersOutIsNotCalledABarrier() {
        Explanation explanation = explain(
                statement("Allow", "\"Principal\":{\"AWS\":\"arn:aws:iam::*:role/x\"}", "\"Action\":\"*\"", ""));
        assertThat(explanation.analysis().verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(explanation.closed())
                .extracting(Reason::note)
                .containsExactly("lets outsiders in or not: what would keep them out is not known");
    }

    @Test
    void conciseSettingsLeaveOutFindingsThatOthersCover() {
        KeyState key = new KeyState(
                KEY,
                "{\"Version\":\"2012-10-17\",\"Statement\":["
                        + statement(
                                "Allow",
                                "\"Principal\":\"*\"",
                                "\"Action\":\"*\"",
                                "{\"StringLike\":{\"aws:SourceVpce\":[\"vpce-a*\",\"vpce-*b\"]}}")
                        + ","
                        + statement(
                                "Deny",
                                "\"Principal\":\"*\"",
                                "\"Action\":\"*\"",
                                "{\"StringNotLike\":{\"aws:SourceVpce\":\"vpce-a*\"}}")
                        + "]}",
                List.of());
        EmbeddedAnalyzer concise =
                new EmbeddedAnalyzer(new ZoneOfTrust.Account("111111111111"), Settings.DEFAULT.concisely());
        assertThat(analyzer.analyze(key).findings()).hasSize(2);
        assertThat(concise.analyze(key).findings()).hasSize(1);
        assertThat(concise.explain(key, List.of()).analysis()).isEqualTo(concise.analyze(key));
    }

    @Test
    void refusesActionsThatCannotSucceedFromAnotherAccount() {
        KeyState key = new KeyState(KEY, "{\"Statement\":[" + OPEN + "]}", List.of());
        for (String pattern : Arrays.asList("kms:PutKeyPolicy", "s3:*", "")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> analyzer.explain(key, List.of("kms:Decrypt", pattern)))
                    .withMessageContaining("\"" + pattern + "\"");
        }
    }
}
