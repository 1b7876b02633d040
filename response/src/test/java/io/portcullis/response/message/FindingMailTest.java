package io.portcullis.response.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Cause;
import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Difference;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Grant;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.Change;
import io.portcullis.response.CorrectionRecord;
import io.portcullis.response.CorrectionRecord.Applied;
import io.portcullis.response.KeptFinding;
import io.portcullis.response.KeptFinding.Status;
import io.portcullis.response.KeptResource;
import io.portcullis.response.Notice;
import io.portcullis.response.Transition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Golden files in src/test/resources/mail; -Dgolden.write=true writes them anew, to be read before they are kept. */
class FindingMailTest {

    private static final String DEFAULT_POLICY = """
            {"Version":"2012-10-17","Id":"key-default-policy","Statement":[{"Sid":"Enable IAM User Permissions",\
            "Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}]}""";
    private static final Grant GRANT = new Grant(
            "0123abcd",
            Optional.of("nightly-import"),
            "222222222222",
            Optional.empty(),
            Optional.empty(),
            List.of("Decrypt"),
            Map.of(),
            Map.of(),
            Optional.empty());
    private static final Correction PLAN = new Correction(
            new KeyState(Notices.KEY, "{}", List.of(GRANT)),
            List.of(new Correction.ReplaceKeyPolicy("{}", DEFAULT_POLICY), new Correction.RevokeGrant(GRANT)),
            "Puts the default key policy and revokes 1 grant.");

    private final FindingMail mail = new FindingMail(id -> "portcullis undo /var/corrections/" + id + ".json");

    @Test
    void tellsOfAPublicKey() throws IOException {
        Notice notice = with(
                Notices.notice(
                        new Transition.Opened(Notices.kept(Notices.publicFinding(), Status.ACTIVE), false),
                        new Transition.Opened(Notices.kept(Notices.outside("222222222222"), Status.ACTIVE), true)),
                Optional.of(PLAN),
                Optional.empty());
        assertGolden("public.txt", mail.write(notice));
    }

    @Test
    void noNameForgesALine() {
        Finding open = Notices.publicFinding();
        Finding forged = new Finding(
                open.id(),
                open.principal(),
                new TreeMap<>(Map.of("kms:EncryptionContext:a", "b\nCLOSED: all is well")),
                open.actions(),
                open.isPublic(),
                open.witness(),
                List.of(new Cause.PolicyStatement(0, "a\u001b[31m\nRESOLVED: all is well", 1, "{}")));
        Notice notice = Notices.notice(new Transition.Opened(Notices.kept(forged, Status.ACTIVE), false));
        assertThat(mail.write(notice).body().lines())
                .noneMatch(line -> line.startsWith("RESOLVED") || line.startsWith("CLOSED") || line.contains("\u001b"));
    }

    @Test
    void tellsThatItIsOverAndHowToPutItBack() throws IOException {
        Notice resolved =
                Notices.notice(new Transition.Resolved(Notices.kept(Notices.publicFinding(), Status.RESOLVED)));
        CorrectionRecord done = new CorrectionRecord(
                "5c0ffee5-0000-4000-8000-000000000001",
                "analyzer",
                Notices.T1,
                "portcullis",
                Notices.CHANGE,
                List.of(Notices.publicFinding().id()),
                PLAN,
                PLAN.steps().stream()
                        .map(step -> new Applied(step, CorrectionRecord.Status.DONE, ""))
                        .toList(),
                Optional.empty(),
                Optional.empty());
        assertGolden("resolved.txt", mail.write(with(resolved, Optional.empty(), Optional.of(done))));
    }

    @Test
    void tellsThatAKeyCannotBeRead() throws IOException {
        assertGolden("unreadable.txt", mail.write(Notices.notice(new Transition.Unknown(Notices.unreadable()))));
    }

    @Test
    void namesInTheSubjectTheWorstThatIsOpen() {
        KeptFinding open = Notices.kept(Notices.publicFinding(), Status.ACTIVE);
        KeptFinding gone = Notices.kept(Notices.publicFinding(), Status.RESOLVED);
        KeptFinding other = Notices.kept(Notices.outside("222222222222"), Status.ACTIVE);

        assertThat(subject(new Transition.Opened(open, false))).startsWith("[Portcullis] PUBLIC: key 1234abcd-12a");
        assertThat(subject(new Transition.Opened(other, false))).startsWith("[Portcullis] EXTERNAL: ");
        assertThat(subject(new Transition.Resolved(gone))).startsWith("[Portcullis] RESOLVED: ");
        assertThat(subject(new Transition.Opened(other, false), new Transition.Resolved(gone)))
                .startsWith("[Portcullis] EXTERNAL: ");
    }

    @Test
    void writesASubjectThatSnsTakesWhateverTheKeysName() {
        String id = "mrk-" + "a\nb\u0007é".repeat(60);
        var key = new io.portcullis.analyzer.Resource(
                io.portcullis.analyzer.ResourceType.KMS_KEY, "arn:aws:kms:r:1:key/" + id, "1".repeat(80), "r");
        Change change = Notices.CHANGE;
        Notice notice = new Notice(
                "a",
                key,
                change,
                Notices.T1,
                List.of(new Transition.Known(Notices.unreadable())),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());

        assertThat(mail.write(notice).subject()).matches("[\\x20-\\x7E]{1,99}");
    }

    @Test
    void letsNoControlCharactersOfAPolicyThrough() {
        Finding one = Notices.publicFinding();
        Finding hostile = new Finding(
                one.id(),
                one.principal(),
                one.condition(),
                one.actions(),
                true,
                one.witness(),
                List.of(new Cause.PolicyStatement(0, "\u001b[31m\u202e", 1, "{\u009b}")));
        String body = mail.write(Notices.notice(new Transition.Opened(Notices.kept(hostile, Status.ACTIVE), false)))
                .body();

        assertThat(body).contains("\"?[31m?\"").doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u202e]");
    }

    @Test
    void staysWithinTheSizeOfAMessageHoweverMuchIsOpen() {
        Finding one = Notices.publicFinding();
        Transition[] many = IntStream.range(0, 5_000)
                .mapToObj(i -> new Finding(
                        "id" + i,
                        one.principal(),
                        one.condition(),
                        one.actions(),
                        true,
                        one.witness(),
                        List.of(new Cause.PolicyStatement(i, "s", i, "é\n".repeat(10_000)))))
                .map(finding -> new Transition.Opened(Notices.kept(finding, Status.ACTIVE), false))
                .toArray(Transition[]::new);

        String body = mail.write(Notices.notice(many)).body();
        assertThat(body.getBytes(StandardCharsets.UTF_8).length).isLessThan(200_100);
        assertThat(body).contains("And 4990 more findings are open.");
    }

    @Test
    void writesCommandsThatAShellReadsAsOneWordEach() {
        Correction plan = new Correction(
                PLAN.before(), List.of(new Correction.ReplaceKeyPolicy("{}", "{\"Id\":\"it's\"}")), "One.");
        String body = mail.write(with(
                        Notices.notice(
                                new Transition.Opened(Notices.kept(Notices.publicFinding(), Status.ACTIVE), false)),
                        Optional.of(plan),
                        Optional.empty()))
                .body();

        assertThat(body).contains("--policy '{\"Id\":\"it'\\''s\"}'");
    }

    @Test
    void saysOfAFindingOfAwsThatItHasNoProof() {
        Finding one = Notices.publicFinding();
        Finding reported = new Finding(
                one.id(), one.principal(), one.condition(), one.actions(), true, Optional.empty(), List.of());
        String body = mail.write(Notices.notice(new Transition.Opened(Notices.kept(reported, Status.ACTIVE), false)))
                .body();

        assertThat(body).contains("Reported by AWS's Access Analyzer").doesNotContain("The proof");
    }

    @Test
    void tellsWhereAwsAndOurEngineDiffer() {
        Finding one = Notices.outside("222222222222");
        Difference difference = Notices.difference();
        Notice told = Notices.notice(new Transition.Differed(List.of(difference)));
        Analysis analysis = new Analysis(
                Notices.KEY,
                Verdict.EXTERNAL,
                List.of(one),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(difference));
        Notice notice = new Notice(
                told.analyzer(),
                told.resource(),
                told.change(),
                told.at(),
                told.transitions(),
                Optional.of(new KeptResource(analysis, Notices.T0, Notices.T0, Notices.T1)),
                told.findings(),
                Optional.empty(),
                Optional.empty());

        assertThat(mail.write(notice).subject()).contains("DIFFERENCE");
        assertThat(mail.write(notice).body())
                .contains("say different things")
                .contains("WHERE AWS AND OUR ENGINE DIFFER")
                .contains(
                        "AWS 222222222222 when kms:CallerAccount 222222222222: AWS reports nothing; our engine reports"
                                + " external access by kms:CreateGrant, kms:Decrypt, kms:Encrypt");
    }

    @Test
    void tellsThatAwsAndOurEngineDoNotDifferAnyMore() {
        Transition agreed = new Transition.Agreed(List.of(Notices.difference()));

        assertThat(mail.write(Notices.notice(agreed)).subject()).contains("AGREEMENT");
        assertThat(mail.write(Notices.notice(agreed)).body()).contains("AGREED: AWS 222222222222");
    }

    private String subject(Transition... transitions) {
        return mail.write(Notices.notice(transitions)).subject();
    }

    private static Notice with(Notice notice, Optional<Correction> plan, Optional<CorrectionRecord> correction) {
        return new Notice(
                notice.analyzer(),
                notice.resource(),
                notice.change(),
                notice.at(),
                notice.transitions(),
                notice.kept(),
                notice.findings(),
                plan,
                correction);
    }

    private static void assertGolden(String name, Mail mail) throws IOException {
        String text = "Subject: " + mail.subject() + "\n\n" + mail.body();
        Path file = Path.of("src/test/resources/mail").resolve(name);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
