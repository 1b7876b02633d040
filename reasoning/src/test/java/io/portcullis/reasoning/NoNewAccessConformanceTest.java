package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The pairs that AWS has labelled with what its CheckNoNewAccess answers, read where they lie beside the checkout. */
class NoNewAccessConformanceTest {

    private static final Path CASES = Path.of("../../shared/conformance/no-new-access.jsonl");

    /**
     * Labelled FAIL for access to a sensitive network ACL; but the policy names the ACL acl-123456, and the reference allows
     * everything on it: its one Deny is about acl-sensitive.
     */
    private static final String MISLABELLED =
            "aws-no-new-access/identity-policies/check-access-to-sensitive-resource/ec2-network-acl#3";

    @TestFactory
    Stream<DynamicTest> everyLabelledPairComesOutRight() throws IOException {
        assumeTrue(Files.exists(CASES), "SKIPPED: no labelled pairs of policies at " + CASES.toAbsolutePath());
        List<String> lines = Files.readAllLines(CASES);
        assertThat(lines).hasSizeGreaterThanOrEqualTo(94);
        ObjectMapper json = new ObjectMapper();
        return lines.stream().map(line -> {
            try {
                JsonNode each = json.readTree(line);
                return DynamicTest.dynamicTest(each.get("id").asText(), () -> check(each));
            } catch (IOException malformed) {
                throw new AssertionError(line, malformed);
            }
        });
    }

    private static void check(JsonNode each) {
        Answer answer = Policies.IDENTITY.compare(
                Policies.document(each.get("policy").toString()),
                Policies.document(each.get("reference_policy").toString()));
        boolean pass = each.at("/expected/check_no_new_access").asText().equals("PASS")
                || each.get("id").asText().equals(MISLABELLED);
        assertThat(answer).as(each.get("note").asText()).isInstanceOf(pass ? Answer.No.class : Answer.Yes.class);
    }

    @Test
    void theMislabelledPairWouldBeNewAccessHadItNamedTheSensitiveAcl() {
        List<io.portcullis.reasoning.concrete.Rule> reference = Policies.rules(
                "{'Effect':'Allow','Action':'*','Resource':'*'}",
                "{'Effect':'Deny','Action':'ec2:DeleteNetworkAclEntry',"
                        + "'Resource':'arn:aws:ec2:*:*:network-acl/acl-sensitive'}");
        String policy = "{'Effect':'Allow','Action':'ec2:DeleteNetworkAclEntry','Resource':"
                + "'arn:aws:ec2:*:*:network-acl/%s'}";
        assertThat(Policies.IDENTITY.compare(Policies.rules(policy.formatted("acl-123456")), reference))
                .isInstanceOf(Answer.No.class);
        assertThat(Policies.IDENTITY.compare(Policies.rules(policy.formatted("acl-sensitive")), reference))
                .isInstanceOf(Answer.Yes.class);
    }
}
