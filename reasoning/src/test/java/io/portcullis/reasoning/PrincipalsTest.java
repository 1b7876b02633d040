package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalType;
import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.text.Texts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Principals of policies, and the callers that they name. */
class PrincipalsTest {

    private static final String ROOT = "arn:aws:iam::222222222222:root|";
    private static final String USER = "arn:aws:iam::222222222222:user/p/u|AIDA1";
    private static final String SESSION = "arn:aws:iam::222222222222:role/p/r|AROA1:s";
    private static final String OTHER_SESSION = "arn:aws:iam::222222222222:role/r|AROA1:t";
    private static final String FEDERATED_USER = "arn:aws:sts::222222222222:federated-user/f|";
    private static final String CHINESE = "arn:aws-cn:iam::222222222222:root|";
    private static final String SERVICE = Principals.SERVICE + "sns.amazonaws.com";
    private static final String GOOGLE = Principals.FEDERATED + "accounts.google.com";
    private static final String GOOGLES = Principals.SESSION + "accounts.google.com";
    private static final String CANONICAL =
            Principals.CANONICAL + "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";

    private static final List<String> CALLERS = List.of(
            ROOT,
            USER,
            SESSION,
            OTHER_SESSION,
            FEDERATED_USER,
            CHINESE,
            SERVICE,
            GOOGLE,
            GOOGLES,
            CANONICAL,
            Principals.ANONYMOUS);

    private static Principal principal(String principal) {
        return Policies.rules("{'Effect':'Allow','Principal':" + principal + ",'Action':'*','Resource':'*'}")
                .getFirst()
                .statement()
                .principals()
                .orElseThrow()
                .principals()
                .getFirst();
    }

    private static List<String> in(Texts texts) {
        return CALLERS.stream().filter(texts::has).toList();
    }

    private static List<String> named(String principal) {
        return in(new Principals("aws").of(principal(principal), true));
    }

    private static List<String> spared(String principal) {
        return in(new Principals("aws").accountOf(principal(principal), false));
    }

    @Test
    void aPrincipalNamesItsCallers() {
        List<String> account = List.of(ROOT, USER, SESSION, OTHER_SESSION, FEDERATED_USER);
        assertThat(named("{'AWS':'222222222222'}")).isEqualTo(account);
        assertThat(named("{'AWS':'arn:aws:iam::222222222222:root'}")).isEqualTo(account);
        assertThat(named("{'AWS':'arn:aws-cn:iam::222222222222:root'}")).containsExactly(CHINESE);
        assertThat(in(new Principals("aws-cn").of(principal("{'AWS':'222222222222'}"), true)))
                .containsExactly(CHINESE);
        assertThat(named("{'AWS':'arn:aws:iam::222222222222:user/p/u'}")).containsExactly(USER);
        assertThat(named("{'AWS':'arn:aws:iam::222222222222:role/p/r'}")).containsExactly(SESSION);
        // A session is named without the path of its role.
        assertThat(named("{'AWS':'arn:aws:sts::222222222222:assumed-role/r/s'}"))
                .containsExactly(SESSION);
        assertThat(named("{'AWS':'arn:aws:sts::222222222222:assumed-role/r/t'}"))
                .containsExactly(OTHER_SESSION);
        assertThat(named("{'AWS':'arn:aws:sts::222222222222:federated-user/f'}"))
                .containsExactly(FEDERATED_USER);
        assertThat(named("{'Service':'sns.amazonaws.com'}")).containsExactly(SERVICE);
        assertThat(named("{'Federated':'accounts.google.com'}")).containsExactly(GOOGLE, GOOGLES);
        assertThat(named("{'CanonicalUser':'79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'}"))
                .containsExactly(CANONICAL);
        assertThat(named("{'AWS':'somebody'}")).isEmpty();
        assertThat(named("'*'"))
                .containsExactly(
                        ROOT,
                        USER,
                        SESSION,
                        OTHER_SESSION,
                        FEDERATED_USER,
                        SERVICE,
                        GOOGLES,
                        CANONICAL,
                        Principals.ANONYMOUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'AWS':'arn:aws:iam::222222222222:user/x'}",
                "{'AWS':'arn:aws:iam::222222222222:role/x'}",
                "{'AWS':'arn:aws:sts::222222222222:assumed-role/x/y'}",
                "{'AWS':'arn:aws:sts::222222222222:federated-user/x'}",
                "{'AWS':'222222222222'}",
            })
    void aDenyOfAllButOneOfAnAccountSparesTheAccount(String principal) {
        assertThat(spared(principal)).containsExactly(ROOT, USER, SESSION, OTHER_SESSION, FEDERATED_USER);
    }

    @Test
    void aDenyOfAllButSomebodyWithoutAnAccountSparesJustHim() {
        assertThat(spared("{'Service':'sns.amazonaws.com'}")).containsExactly(SERVICE);
        assertThat(spared("{'Federated':'accounts.google.com'}")).containsExactly(GOOGLE, GOOGLES);
        assertThat(spared("{'AWS':'somebody'}")).isEmpty();
        assertThat(spared("'*'")).contains(ROOT, SERVICE).doesNotContain(Principals.ANONYMOUS);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::222222222222:user/u, true",
        "arn:aws:iam::222222222222:user/p/q/u, true",
        "arn:aws:iam::222222222222:user/p:q/u@v, true",
        "arn:aws:iam::222222222222:user/p/u:v, false",
        "arn:aws:iam::222222222222:user/p/, false",
        "arn:aws:iam::222222222222:user/p q/u, false",
        "arn:aws:iam::222222222222:role/r, true",
        "arn:aws:iam::222222222222:role/r*, false",
        "arn:aws:iam::222222222222:role/aws:ec2-infrastructure, true",
        "arn:aws:iam::222222222222:role/x:ec2-infrastructure, false",
        "arn:aws:iam::222222222222:user/aws:u, false",
        "arn:aws:sts::222222222222:assumed-role/aws:ec2-infrastructure/i-1, true",
        "222222222222:aws:ec2-infrastructure:i-1, true",
        "222222222222:aws:ec2-infrastructure, false",
        "222222222222:ec2-infrastructure:i-1, false",
        "arn:aws:sts::222222222222:assumed-role/r/s, true",
        "arn:aws:sts::222222222222:assumed-role/r/s*, false",
        "arn:aws:sts::222222222222:assumed-role/r*/s, false",
        "arn:aws:sts::222222222222:federated-user/f, true",
        "arn:aws:sts::222222222222:federated-user/f:g, false",
        "arn:aws:sqs::222222222222:q, false",
        "222222222222, true",
        "*, true",
    })
    void namesAreOfTheFewCharactersThatIamTakes(String principal, boolean documented) {
        assertThat(IamNames.hasDocumentedForm(principal("{'AWS':'" + principal + "'}")))
                .isEqualTo(documented);
    }

    @ParameterizedTest
    @CsvSource({
        "AWS, arn:aws:iam::222222222222:root, 222222222222, AWS",
        "AWS, arn:aws:iam::222222222222:role/r, arn:aws:iam::222222222222:role/r, AWS",
        "Service, sns.amazonaws.com, sns.amazonaws.com, SERVICE",
        "Federated, accounts.google.com, accounts.google.com, FEDERATED",
        "CanonicalUser, 79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be,"
                + " 79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be, CANONICAL_USER",
    })
    void aPrincipalIsShownAsWrittenAndAnAccountByItsNumber(
            String element, String written, String shown, PrincipalType type) {
        Principal principal = principal("{'" + element + "':'" + written + "'}");
        assertThat(Principals.shown(principal)).isEqualTo(shown);
        assertThat(Principals.type(principal)).isEqualTo(type);
    }

    @Test
    void aTextStandsForAnIdentityWhoseIdFollowsFromItsArn() {
        assertThat(Principals.identity(ROOT))
                .isEqualTo(new Identity.Aws("arn:aws:iam::222222222222:root", "222222222222"));
        assertThat(Principals.identity(SESSION))
                .isEqualTo(new Identity.Aws("arn:aws:iam::222222222222:role/p/r", "AROA1:s"));
        assertThat(Principals.identity(FEDERATED_USER))
                .isEqualTo(new Identity.Aws("arn:aws:sts::222222222222:federated-user/f", "222222222222:f"));
        assertThat(Principals.identity(SERVICE)).isEqualTo(new Identity.Service("sns.amazonaws.com"));
        assertThat(Principals.identity(GOOGLE)).isEqualTo(new Identity.Federated("accounts.google.com"));
        assertThat(Principals.identity(GOOGLES)).isEqualTo(new Identity.FederatedSession("accounts.google.com"));
        assertThat(Principals.identity(Principals.ANONYMOUS)).isEqualTo(new Identity.Anonymous());
    }
}
