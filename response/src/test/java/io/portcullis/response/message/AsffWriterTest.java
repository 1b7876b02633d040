package io.portcullis.response.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Cause;
import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.KeptFinding;
import io.portcullis.response.KeptFinding.Status;
import io.portcullis.response.KeptResource;
import io.portcullis.response.Notice;
import io.portcullis.response.Transition;
import io.portcullis.response.message.AsffFinding.Compliance;
import io.portcullis.response.message.AsffFinding.Label;
import io.portcullis.response.message.AsffFinding.RecordState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Golden files in src/test/resources/asff; -Dgolden.write=true writes them anew, to be read before they are kept. */
class AsffWriterTest {

    private static final Finding PUBLIC = Notices.publicFinding();
    private static final Finding OUTSIDE = Notices.outside("222222222222");
    private static final String HOSTILE = "é\u202e\u001b[31m\uD83D\uDE00\n";

    private final AsffWriter writer = new AsffWriter("us-east-1");

    @Test
    void tellsOfAPublicKey() throws IOException {
        Correction plan =
                new Correction(new KeyState(Notices.KEY, "{}", List.of()), List.of(), "Puts the default key policy.");
        Notice notice = notice(Verdict.PUBLIC, List.of(), kept(OUTSIDE, Status.ACTIVE), kept(PUBLIC, Status.ACTIVE));

        assertGolden("public.json", with(notice, Optional.of(plan)));
    }

    @Test
    void tellsOfOutsideAccessAndThatTheRestIsNotKnown() throws IOException {
        assertGolden(
                "external.json",
                notice(
                        Verdict.EXTERNAL,
                        List.of("the condition key kms:Custom is not known"),
                        kept(OUTSIDE, Status.ACTIVE)));
    }

    @Test
    void tellsOfAKeyThatCannotBeRead() throws IOException {
        assertGolden(
                "unreadable.json",
                notice(Verdict.UNREADABLE, Notices.unreadable().reasons()));
    }

    @Test
    void tellsThatItIsOver() throws IOException {
        assertGolden("over.json", notice(Verdict.NONE, List.of(), kept(PUBLIC, Status.RESOLVED)));
    }

    @Test
    void aResourceIsOpenAsLongAsOneOfItsFindingsIs() {
        AsffFinding some =
                write(notice(Verdict.EXTERNAL, List.of(), kept(PUBLIC, Status.RESOLVED), kept(OUTSIDE, Status.ACTIVE)));

        assertThat(some.recordState()).isEqualTo(RecordState.ACTIVE);
        assertThat(some.compliance()).isEqualTo(Compliance.FAILED);
        assertThat(some.severity().label()).as("the worst is over").isEqualTo(Label.HIGH);
        assertThat(some.description()).contains("222222222222").doesNotContain("AWS *");
    }

    @Test
    void whatWasArchivedAsIntendedIsNotOpen() {
        AsffFinding intended = write(notice(Verdict.PUBLIC, List.of(), kept(PUBLIC, Status.ARCHIVED)));

        assertThat(intended.recordState()).isEqualTo(RecordState.ARCHIVED);
        assertThat(intended.compliance()).isEqualTo(Compliance.PASSED);
    }

    @Test
    void whatIsNotKnownIsNeverOver() {
        AsffFinding doubt =
                write(notice(Verdict.PUBLIC, List.of("a grant could not be listed"), kept(PUBLIC, Status.ARCHIVED)));

        assertThat(doubt.recordState()).isEqualTo(RecordState.ACTIVE);
        assertThat(doubt.compliance()).isEqualTo(Compliance.WARNING);
        assertThat(doubt.severity().label()).isEqualTo(Label.MEDIUM);
    }

    @Test
    void aResourceThatIsGoneIsOver() {
        Notice seen = notice(Verdict.NONE, List.of(), kept(PUBLIC, Status.RESOLVED));
        AsffFinding gone = write(with(seen, seen.at(), Optional.empty()));

        assertThat(gone.recordState()).isEqualTo(RecordState.ARCHIVED);
        assertThat(gone.title()).startsWith("Does not exist any more");
        assertThat(gone.createdAt()).isEqualTo(Notices.T0);
    }

    @Test
    void itsIdIsTheSameWhateverIsFoundByWhomAndWhen() {
        AsffFinding one = write(notice(Verdict.PUBLIC, List.of(), kept(PUBLIC, Status.ACTIVE)));
        AsffFinding other = writer.write(
                Standing.of(Analysis.unreadable(Notices.KEY, "no"), Notices.T0, Instant.parse("2027-01-01T00:00:00Z")));

        assertThat(one.id())
                .isEqualTo("portcullis/external-access/" + Notices.KEY.arn())
                .isEqualTo(other.id());
    }

    /** Id: at most 512 characters (Security Hub API reference, "AwsSecurityFinding"). */
    @Test
    void anIdThatWouldBeTooLongIsCutAndStaysOfOneResource() {
        Resource one = role("/" + "a".repeat(510) + "/one");
        Resource two = role("/" + "a".repeat(510) + "/two");

        assertThat(AsffWriter.id(one))
                .hasSize(512)
                .isEqualTo(AsffWriter.id(role("/" + "a".repeat(510) + "/one")))
                .isNotEqualTo(AsffWriter.id(two));
    }

    /** UpdatedAt: of two findings Security Hub keeps the later (user guide, "BatchImportFindings for finding providers"). */
    @Test
    void itsUpdateGrowsWithEachLook() {
        Notice open = notice(Verdict.PUBLIC, List.of(), kept(PUBLIC, Status.ACTIVE));
        Notice later = with(open, open.at().plusNanos(1), open.kept());

        assertThat(write(later).updatedAt()).isAfter(write(open).updatedAt());
        assertThat(write(later).createdAt()).isEqualTo(write(open).createdAt());
    }

    /** A look whose clock is behind the one that recorded the state must not be taken for older than what it tells. */
    @Test
    void itsUpdateIsNoOlderThanTheAnalysisThatIsKept() {
        Notice open = notice(Verdict.PUBLIC, List.of(), kept(PUBLIC, Status.ACTIVE));
        Notice behind = with(open, Notices.T0, open.kept());

        assertThat(write(behind).updatedAt()).isEqualTo(Notices.T1);
    }

    @ParameterizedTest
    @EnumSource(ResourceType.class)
    void namesEachTypeAsSecurityHubDoes(ResourceType type) {
        assertThat(AsffWriter.assetType(type))
                .isEqualToIgnoringCase(
                        type == ResourceType.S3_MULTI_REGION_ACCESS_POINT
                                ? "Other"
                                : type.cloudFormationName().replace(":", ""));
    }

    @Test
    void namesTheProductOfThePartition() {
        Resource key = Resource.kmsKey("arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1");
        AsffFinding finding = new AsffWriter("us-gov-west-1")
                .write(Standing.of(Analysis.unreadable(key, "no"), Notices.T0, Notices.T1));

        assertThat(finding.productArn())
                .isEqualTo("arn:aws-us-gov:securityhub:us-gov-west-1:111122223333:product/111122223333/default");
        assertThat(finding.resource().partition()).isEqualTo("aws-us-gov");
    }

    @Test
    void carriesNoPolicyAndNoProof() throws IOException {
        String all = json(write(notice(Verdict.PUBLIC, List.of(), kept(PUBLIC, Status.ACTIVE))));

        assertThat(all).contains("Enable IAM User Permissions").doesNotContain("Allow", "kms:*", ":root", "stranger");
    }

    @Test
    void staysWithinWhatSecurityHubTakesHoweverMuchIsOpenAndHoweverHostile() throws IOException {
        KeptFinding[] many = IntStream.range(0, 2_000)
                .mapToObj(i -> new Finding(
                        "id" + i,
                        new TreeMap<>(Map.of("Federated" + HOSTILE, HOSTILE.repeat(300))),
                        new TreeMap<>(Map.of(HOSTILE.repeat(50), HOSTILE.repeat(500))),
                        IntStream.range(0, 200).mapToObj(n -> "kms:Action" + n).toList(),
                        true,
                        Optional.empty(),
                        List.of(new Cause.PolicyStatement(i, HOSTILE.repeat(100), i, HOSTILE))))
                .map(finding -> kept(finding, Status.ACTIVE))
                .toArray(KeptFinding[]::new);
        AsffFinding finding = write(notice(Verdict.PUBLIC, List.of(HOSTILE.repeat(500)), many));

        assertThat(finding.title()).hasSizeBetween(1, 256);
        assertThat(finding.description()).hasSizeBetween(1, 1024);
        assertThat(finding.remediation()).hasSizeBetween(1, 512);
        assertThat(finding.productFields().values()).allMatch(value -> value.length() <= 2048);
        assertThat(finding.resource().other().values()).allMatch(value -> value.length() < 1024);
        assertThat(Stream.of(finding.title(), finding.description(), finding.remediation()))
                .allMatch(text -> text.matches("[\\x20-\\x7E]*\\S[\\x20-\\x7E]*"));
        assertThat(json(finding).getBytes(StandardCharsets.UTF_8).length)
                .as("100 of them make less than 6 MB")
                .isLessThan(20_000);
    }

    private AsffFinding write(Notice notice) {
        return writer.write(Standing.of(notice));
    }

    private static Resource role(String path) {
        return new Resource(ResourceType.IAM_ROLE, "arn:aws:iam::111122223333:role" + path, "111122223333", "*");
    }

    private static KeptFinding kept(Finding finding, Status status) {
        return Notices.kept(finding, status);
    }

    /** A notice of a resource with this analysis and these findings; which of them is the news does not matter. */
    private static Notice notice(Verdict verdict, List<String> doubts, KeptFinding... findings) {
        Analysis analysis = new Analysis(Notices.KEY, verdict, List.of(), doubts);
        List<Transition> transitions = new ArrayList<>(List.of(new Transition.Known(analysis)));
        return new Notice(
                "analyzer",
                Notices.KEY,
                Notices.CHANGE,
                Notices.T1,
                transitions,
                Optional.of(new KeptResource(analysis, Notices.T0, Notices.T0, Notices.T1)),
                List.of(findings),
                Optional.empty(),
                Optional.empty());
    }

    private static Notice with(Notice notice, Optional<Correction> plan) {
        return new Notice(
                notice.analyzer(),
                notice.resource(),
                notice.change(),
                notice.at(),
                notice.transitions(),
                notice.kept(),
                notice.findings(),
                plan,
                notice.correction());
    }

    private static Notice with(Notice notice, Instant at, Optional<KeptResource> kept) {
        return new Notice(
                notice.analyzer(),
                notice.resource(),
                notice.change(),
                at,
                notice.transitions(),
                kept,
                notice.findings(),
                notice.plan(),
                notice.correction());
    }

    private void assertGolden(String name, Notice notice) throws IOException {
        String text = json(write(notice)) + "\n";
        Path file = Path.of("src/test/resources/asff").resolve(name);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    private static String json(AsffFinding finding) throws IOException {
        SimpleModule times = new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance);
        return JsonMapper.builder()
                .addModule(times)
                .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(finding);
    }
}
