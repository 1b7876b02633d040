package io.portcullis.app.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Difference;
import io.portcullis.analyzer.Difference.Claim;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Verdict;
import io.portcullis.app.answer.AnswerJson;
import io.portcullis.app.cli.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a scan by both analyzers shows where they differ. */
class ScanTableTest {

    private static final String ARN = "arn:aws:kms:us-east-1:111122223333:key/k";
    private static final Finding FINDING = new Finding(
            "id",
            new TreeMap<>(Map.of("AWS", "222222222222")),
            new TreeMap<>(),
            List.of("kms:Decrypt", "kms:Encrypt"),
            false,
            Optional.empty(),
            List.of());
    private static final Analysis ANALYSIS = new Analysis(
            Resource.kmsKey(ARN),
            Verdict.EXTERNAL,
            List.of(FINDING),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(new Difference(
                    FINDING.principal(),
                    FINDING.condition(),
                    Optional.of(new Claim(false, List.of("kms:Decrypt", "kms:Encrypt"))),
                    Optional.of(new Claim(false, List.of("kms:Decrypt"))))));

    @Test
    void showsDifferencesInALineEach() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ScanTable.print(new Output(out), List.of(ANALYSIS));

        assertThat(out.toString(StandardCharsets.UTF_8).lines().toList().getLast())
                .endsWith("differs: AWS 222222222222: AWS reports external access, and beyond the other kms:Encrypt;"
                        + " our engine reports external access");
    }

    @Test
    void keepsAPrincipalInItsLine() {
        Finding hostile = new Finding(
                "id",
                new TreeMap<>(Map.of("Federated", "a\u001b[2J\nNONE  fake")),
                new TreeMap<>(),
                List.of("kms:Decrypt"),
                true,
                Optional.empty(),
                List.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ScanTable.print(
                new Output(out),
                List.of(new Analysis(Resource.kmsKey(ARN), Verdict.PUBLIC, List.of(hostile), List.of())));

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(2).noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void writesDifferencesForPrograms() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            AnswerJson.writeMembers(json, ANALYSIS);
            json.writeEndObject();
        }
        JsonNode answer = new ObjectMapper().readTree(text.toString());

        assertThat(answer.path("differences").toString()).isEqualTo("""
                [{"principal":{"AWS":"222222222222"},"condition":{},\
                "managed":{"isPublic":false,"action":["kms:Decrypt","kms:Encrypt"]},\
                "embedded":{"isPublic":false,"action":["kms:Decrypt"]}}]""");
        assertThat(answer.at("/findings/0").has("witness")).isFalse();
    }
}
