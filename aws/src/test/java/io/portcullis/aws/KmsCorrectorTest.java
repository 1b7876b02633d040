package io.portcullis.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Correction.ReplaceKeyPolicy;
import io.portcullis.analyzer.Correction.RevokeGrant;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.response.Corrector;
import io.portcullis.response.Corrector.Done;
import io.portcullis.response.Corrector.Failed;
import io.portcullis.response.Corrector.Superseded;
import io.portcullis.response.ResourceReader.Present;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;

class KmsCorrectorTest {

    private static final String CLOSED = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
            "Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}]}""";

    private final AwsBench bench = new AwsBench();
    private final Corrector corrector = new KmsCorrector(bench.clients);
    private final Resource key = bench.key(AwsBench.PUBLIC);
    private final ReplaceKeyPolicy replace = new ReplaceKeyPolicy(AwsBench.PUBLIC, CLOSED);

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void replacesThePolicyThatWasAnalyzed() {
        assertThat(corrector.apply(plan(replace), replace)).isEqualTo(new Done());
        assertThat(bench.policy(key)).isEqualTo(CLOSED);
    }

    @Test
    void leavesAPolicyThatIsNotTheOneAnalyzedByOneByte() {
        String other = AwsBench.PUBLIC + " ";
        bench.put(key, other);

        assertThat(corrector.apply(plan(replace), replace)).isInstanceOf(Superseded.class);
        assertThat(bench.policy(key)).isEqualTo(other);
    }

    @Test
    void putsThePreviousPolicyBackByteForByte() {
        corrector.apply(plan(replace), replace);

        assertThat(corrector.undo(plan(replace), replace)).isEqualTo(new Done());
        assertThat(bench.policy(key)).isEqualTo(AwsBench.PUBLIC);
    }

    @Test
    void putsThePreviousPolicyBackAlsoWhenKmsLaidOutAnewWhatWasPut() {
        corrector.apply(plan(replace), replace);
        String laidOut = CLOSED.replace(":{", " : {\n ");
        bench.put(key, laidOut);

        assertThat(corrector.undo(plan(replace), replace)).isEqualTo(new Done());
    }

    @Test
    void doesNotUndoOverSomebodysLaterPolicy() {
        corrector.apply(plan(replace), replace);
        String later = CLOSED.replace("kms:*", "kms:Get*\",\"kms:Put*")
                .replace("\"Action\":\"", "\"Action\":[\"")
                .replace("kms:Put*\"", "kms:Put*\"]");
        bench.put(key, later);

        assertThat(corrector.undo(plan(replace), replace)).isInstanceOf(Superseded.class);
        assertThat(bench.policy(key)).isEqualTo(later);
    }

    @Test
    void doesNotSayDoneBeforeThePolicyIsSeenToBeInPlace() {
        bench.interruptions.put(
                "GetKeyPolicy",
                (request, service) ->
                        GetKeyPolicyResponse.builder().policy(AwsBench.PUBLIC).build());

        Corrector quick = new KmsCorrector(bench.clients, List.of(Duration.ZERO, Duration.ofMillis(1)));
        assertThat(quick.apply(plan(replace), replace))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).contains("reading back"));
    }

    @Test
    void saysWhichPermissionIsMissing() {
        bench.refuse("PutKeyPolicy", "AccessDeniedException", 100);

        assertThat(corrector.apply(plan(replace), replace))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).contains("kms:PutKeyPolicy"));
    }

    @Test
    void revokesAGrant() {
        bench.grant(key, "arn:aws:iam::222222222222:root");
        RevokeGrant revoke = revoke();

        assertThat(corrector.apply(plan(revoke), revoke)).isInstanceOf(Done.class);
        assertThat(state().grants()).isEmpty();
        assertThat(corrector.apply(plan(revoke), revoke)).isInstanceOf(Superseded.class);
    }

    @Test
    void makesARevokedGrantAnewAndSaysThatItsIdIsNew() {
        String id = bench.grant(key, "arn:aws:iam::222222222222:root");
        RevokeGrant revoke = revoke();
        assertThat(corrector.undo(plan(revoke), revoke)).as("it is still there").isInstanceOf(Superseded.class);
        corrector.apply(plan(revoke), revoke);

        assertThat(corrector.undo(plan(revoke), revoke))
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.note()).contains("cannot be brought back", "it was " + id));
        assertThat(state().grants()).hasSize(1);
        assertThat(state().grants().getFirst().id()).isNotEqualTo(id);
        assertThat(state().grants().getFirst().grantee()).isEqualTo("arn:aws:iam::222222222222:root");
    }

    private RevokeGrant revoke() {
        return new RevokeGrant(state().grants().getFirst());
    }

    private KeyState state() {
        return (KeyState) ((Present) new KmsReader(bench.clients, AwsBench.REGION).read(key)).state();
    }

    private Correction plan(Correction.Step step) {
        return new Correction(state(), List.of(step), "Closes it.");
    }
}
