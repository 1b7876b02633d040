package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.ContextKey.Kind;
import io.portcullis.reasoning.ContextKey.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyCatalogueTest {

    private final KeyCatalogue catalogue = new KeyCatalogue(List.of(
            List.of("[identity", "always]"),
            List.of("x:Who"),
            List.of("x:WhoArn", "arn"),
            List.of("[network", "optional]"),
            List.of("x:From", "ip"),
            List.of("[caller", "list]"),
            List.of("x:Keys"),
            List.of("x:Tag/*", "numeric"),
            List.of("[resource", "always]"),
            List.of("x:Of:*")));

    @Test
    void aSectionSaysWhoDecidesAndWhetherARequestHasTheKey() {
        assertThat(catalogue.key("x:Who"))
                .isEqualTo(new ContextKey("x:Who", "x:who", ValueType.STRING, Kind.IDENTITY, false, false));
        assertThat(catalogue.key("x:WhoArn"))
                .isEqualTo(new ContextKey("x:WhoArn", "x:whoarn", ValueType.ARN, Kind.IDENTITY, false, false));
        assertThat(catalogue.key("X:FROM"))
                .isEqualTo(new ContextKey("x:From", "x:from", ValueType.IP, Kind.NETWORK, true, false));
        assertThat(catalogue.key("x:keys"))
                .isEqualTo(new ContextKey("x:Keys", "x:keys", ValueType.STRING, Kind.CALLER_CHOSEN, true, true));
    }

    @Test
    void aFamilyIsAllKeysWithItsBeginning() {
        assertThat(catalogue.key("X:tag/Team"))
                .isEqualTo(
                        new ContextKey("x:Tag/Team", "x:tag/team", ValueType.NUMERIC, Kind.CALLER_CHOSEN, true, true));
        assertThat(catalogue.key("x:of:Own"))
                .isEqualTo(new ContextKey("x:Of:Own", "x:of:own", ValueType.STRING, Kind.RESOURCE, true, false));
        assertThat(catalogue.key("x:Tag/")).extracting(ContextKey::kind).isEqualTo(Kind.CALLER_CHOSEN);
        assertThat(catalogue.key("x:Tags/Team")).extracting(ContextKey::kind).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void aClaimIsOfADomain() {
        assertThat(catalogue.key("login.example.com:Aud"))
                .isEqualTo(new ContextKey(
                        "login.example.com:Aud",
                        "login.example.com:aud",
                        ValueType.STRING,
                        Kind.FEDERATION,
                        true,
                        false));
        assertThat(catalogue.key("login.example.com:AMR").multivalued()).isTrue();
        for (String other : List.of("x:a.b", ".x:y", "x:Other", "x.y", "other:amr")) {
            assertThat(catalogue.key(other).kind()).as(other).isEqualTo(Kind.UNKNOWN);
            assertThat(catalogue.key(other).multivalued()).as(other).isFalse();
        }
    }
}
