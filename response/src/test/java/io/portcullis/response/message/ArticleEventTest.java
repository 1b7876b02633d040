package io.portcullis.response.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.analyzer.Difference;
import io.portcullis.analyzer.Finding;
import io.portcullis.response.KeptFinding;
import io.portcullis.response.KeptFinding.Status;
import io.portcullis.response.Transition;
import io.portcullis.response.message.ArticleEvent.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArticleEventTest {

    private final ArticleEvent event = new ArticleEvent();
    private final JsonMapper json = new JsonMapper();

    @Test
    void hasTheShapeOfThePublishedDesign() {
        KeptFinding kept = Notices.kept(Notices.publicFinding(), Status.ACTIVE);
        List<Entry> entries = event.entries(Notices.notice(new Transition.Opened(kept, false)));

        assertThat(entries)
                .containsExactly(new Entry(
                        "access-analyzer-kms-function",
                        "Access Analyzer KMS Findings",
                        List.of(Notices.KEY.arn()),
                        """
                        {"Findings":[{"actions":["kms:CreateGrant","kms:Decrypt","kms:Encrypt"],\
                        "analyzedAt":"2026-11-23T19:30:01+00:00","createdAt":"2026-11-23T19:30:00.456000+00:00",\
                        "isPublic":true,\
                        "resourceArn":"arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",\
                        "resourceOwnerAccount":"111122223333","resourceType":"AWS::KMS::Key","status":"ACTIVE",\
                        "updatedAt":"2026-11-23T19:30:00.456000+00:00"}]}"""));
    }

    @Test
    void tellsWhenItIsOver() throws Exception {
        KeptFinding kept = Notices.kept(Notices.publicFinding(), Status.RESOLVED);

        assertThat(findings(event.entries(Notices.notice(new Transition.Resolved(kept)))))
                .extracting(node -> node.path("status").asText())
                .containsExactly("RESOLVED");
    }

    @Test
    void tellsThatAwsAndOurEngineDifferAndWhenTheyDoNotAnyMore() throws Exception {
        List<Difference> differences = List.of(Notices.difference());
        List<JsonNode> told = findings(event.entries(
                Notices.notice(new Transition.Differed(differences), new Transition.Agreed(differences))));

        assertThat(told).extracting(node -> node.path("status").asText()).containsExactly("ACTIVE", "RESOLVED");
        assertThat(told).noneMatch(node -> node.has("isPublic"));
        assertThat(told)
                .allSatisfy(node -> assertThat(node.path("error").asText())
                        .contains("AWS 222222222222 when kms:CallerAccount 222222222222: AWS reports nothing"));
    }

    @Test
    void neverShowsAsCleanWhatIsNotKnown() throws Exception {
        JsonNode finding = findings(event.entries(Notices.notice(new Transition.Unknown(Notices.unreadable()))))
                .getFirst();

        assertThat(finding.has("isPublic")).isFalse();
        assertThat(finding.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(finding.path("error").asText()).startsWith("UNREADABLE: kms:GetKeyPolicy");
    }

    @Test
    void splitsFindingsIntoEntriesThatFit() throws Exception {
        List<Transition> many = IntStream.range(0, 1_000)
                .<Transition>mapToObj(i -> new Transition.Opened(
                        Notices.kept(Notices.outside("%012d".formatted(i)), Status.ACTIVE), false))
                .toList();
        List<Entry> entries = event.entries(Notices.notice(many.toArray(Transition[]::new)));

        assertThat(entries).hasSizeBetween(2, 8);
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.bytes()).isLessThanOrEqualTo(ArticleEvent.MAX_ENTRY_BYTES));
        assertThat(findings(entries)).hasSize(1_000);
    }

    @Test
    void splitsAFindingThatDoesNotFitByItsActions() throws Exception {
        List<String> actions = IntStream.range(0, 20_000)
                .mapToObj(i -> "kms:ActionWithALongName" + i)
                .toList();
        Finding one = Notices.publicFinding();
        Finding huge =
                new Finding(one.id(), one.principal(), one.condition(), actions, true, one.witness(), one.causes());
        List<Entry> entries =
                event.entries(Notices.notice(new Transition.Opened(Notices.kept(huge, Status.ACTIVE), false)));

        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.bytes()).isLessThanOrEqualTo(ArticleEvent.MAX_ENTRY_BYTES));
        List<String> told = new ArrayList<>();
        findings(entries).forEach(finding -> finding.path("actions").forEach(action -> told.add(action.asText())));
        assertThat(told).isEqualTo(actions);
    }

    @Test
    void countsBytesAsEventBridgeDoes() {
        assertThat(new Entry("é", "bb", List.of("ccc", "dddd"), "{}").bytes()).isEqualTo(14 + 2 + 2 + 3 + 4 + 2);
    }

    private List<JsonNode> findings(List<Entry> entries) throws Exception {
        List<JsonNode> findings = new ArrayList<>();
        for (Entry entry : entries) {
            json.readTree(entry.detail()).path("Findings").forEach(findings::add);
        }
        return findings;
    }
}
