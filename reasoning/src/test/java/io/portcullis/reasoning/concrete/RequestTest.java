package io.portcullis.reasoning.concrete;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RequestTest {

    private static final String TAG = "aws:PrincipalTag/";

    @Test
    void keysHaveNoCaseAndOtherLettersAreOtherKeys() {
        Request request = new Request(
                new Identity.Anonymous(),
                "s3:GetObject",
                "arn:aws:s3:::b/a",
                new TreeMap<>(Map.of(TAG + "Team", List.of("1"), TAG + "\u03c2", List.of("2"))));
        assertThat(request.values("AWS:principaltag/TEAM")).containsExactly("1");
        assertThat(request.values(TAG + "\u03c2")).containsExactly("2");
        assertThat(request.values(TAG + "\u03c3")).isEmpty();
    }
}
