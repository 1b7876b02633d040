package io.portcullis.analyzer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans corrections. Pure; safe for many threads. */
public final class Corrections {

    /**
     * Plans the published design's correction: the default key policy where the policy lets outsiders in, and the
     * revocation of the grants that do. The default policy keeps the access of the key's own account, through its IAM
     * policies, and takes everybody else's, also that which a finding does not speak of.
     *
     * @return empty when the analysis has no finding
     */
    public Optional<Correction> plan(KeyState state, Analysis analysis) {
        List<Cause> causes = analysis.findings().stream()
                .flatMap(finding -> finding.causes().stream())
                .distinct()
                .toList();
        List<Correction.Step> steps = new ArrayList<>();
        boolean policyAtFault = causes.stream().anyMatch(Cause.PolicyStatement.class::isInstance);
        if (policyAtFault) {
            steps.add(new Correction.ReplaceKeyPolicy(state.policy(), defaultPolicy(state.resource())));
        }
        for (Grant grant : state.grants()) {
            boolean atFault = causes.stream()
                    .anyMatch(cause ->
                            cause instanceof Cause.KeyGrant named && named.id().equals(grant.id()));
            if (atFault) {
                steps.add(new Correction.RevokeGrant(grant));
            }
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(new Correction(state, steps, summary(steps)));
    }

    private static String summary(List<Correction.Step> steps) {
        List<String> parts = new ArrayList<>();
        for (Correction.Step step : steps) {
            parts.add(
                    switch (step) {
                        case Correction.ReplaceKeyPolicy ignored ->
                            "replace the key policy by the default one, which leaves the key to its own account";
                        case Correction.RevokeGrant revoke ->
                            "revoke the grant " + revoke.grant().id() + " to "
                                    + revoke.grant().grantee();
                    });
        }
        return String.join("; ", parts);
    }

    /** The policy that KMS gives a key created without one. Source: KMS developer guide, "Default key policy". */
    private static String defaultPolicy(Resource key) {
        String partition = key.arn().split(":", 3)[1];
        return """
                {
                  "Version": "2012-10-17",
                  "Id": "key-default-policy",
                  "Statement": [
                    {
                      "Sid": "Enable IAM User Permissions",
                      "Effect": "Allow",
                      "Principal": {
                        "AWS": "arn:%s:iam::%s:root"
                      },
                      "Action": "kms:*",
                      "Resource": "*"
                    }
                  ]
                }
                """.formatted(partition, key.account()).strip();
    }
}
