package io.portcullis.policy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * Any text at all: it is a policy, or it is refused with a place inside it; and a policy that was read is written back and read
 * as the same. With {@code JAZZER_FUZZ=1} in the environment texts are made up until the time is over; otherwise it looks at
 * the inputs beside the class.
 */
class ReaderFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void everyTextIsAPolicyOrRefused(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Policy policy;
        try {
            policy = new PolicyReader().read(text);
        } catch (PolicyException e) {
            if (e.at().offset() < 0 || e.at().offset() > text.length()) {
                throw new AssertionError("The place is outside the text", e);
            }
            return;
        }
        for (PolicyKind kind : PolicyKind.values()) {
            new PolicyValidator().validate(policy, kind);
        }
        String written = new PolicyWriter().compact(policy);
        try {
            String again = new PolicyWriter().compact(new PolicyReader().read(written));
            if (!again.equals(written)) {
                throw new AssertionError(written + " is written back as " + again);
            }
        } catch (PolicyException e) {
            throw new AssertionError(written, e);
        }
    }
}
