package io.portcullis.aws;

import io.portcullis.analyzer.Grant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;

/** Grants as KMS lists them and as KMS takes them. */
final class Grants {

    private static final Pattern ACCOUNT_ROOT = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):root");

    private Grants() {}

    static Grant read(GrantListEntry entry) {
        Optional<GrantConstraints> constraints = Optional.ofNullable(entry.constraints());
        return new Grant(
                entry.grantId(),
                text(entry.name()),
                // A grantee of a form that the SDK does not know yet is nobody's known: never to be taken for clean.
                text(entry.granteePrincipal()).orElse("unknown"),
                text(entry.retiringPrincipal()),
                text(entry.issuingAccount()).map(Grants::account),
                entry.operationsAsStrings(),
                constraints.map(GrantConstraints::encryptionContextEquals).orElse(Map.of()),
                constraints.map(GrantConstraints::encryptionContextSubset).orElse(Map.of()),
                Optional.empty());
    }

    /** A request for a grant with the same parameters. */
    static CreateGrantRequest request(String keyArn, Grant grant) {
        CreateGrantRequest.Builder request = CreateGrantRequest.builder()
                .keyId(keyArn)
                .granteePrincipal(grant.grantee())
                .operationsWithStrings(grant.operations());
        grant.name().ifPresent(request::name);
        grant.retiring().ifPresent(request::retiringPrincipal);
        if (!grant.contextEquals().isEmpty() || !grant.contextSubset().isEmpty()) {
            GrantConstraints.Builder constraints = GrantConstraints.builder();
            if (!grant.contextEquals().isEmpty()) {
                constraints.encryptionContextEquals(grant.contextEquals());
            }
            if (!grant.contextSubset().isEmpty()) {
                constraints.encryptionContextSubset(grant.contextSubset());
            }
            request.constraints(constraints.build());
        }
        return request.build();
    }

    private static String account(String issuing) {
        Matcher root = ACCOUNT_ROOT.matcher(issuing);
        return root.matches() ? root.group(1) : issuing;
    }

    private static Optional<String> text(@org.jspecify.annotations.Nullable String text) {
        return Optional.ofNullable(text).filter(some -> !some.isEmpty());
    }
}
