package io.portcullis.response.message;

import io.portcullis.analyzer.Correction.ReplaceKeyPolicy;
import io.portcullis.analyzer.Correction.RevokeGrant;
import io.portcullis.analyzer.Correction.Step;
import io.portcullis.analyzer.Grant;
import io.portcullis.analyzer.Resource;

/** The AWS CLI command, for a POSIX shell, that does what a step of a plan does. */
final class AwsCommand {

    private AwsCommand() {}

    static String of(Resource resource, Step step) {
        return switch (step) {
            case ReplaceKeyPolicy(String before, String after) ->
                start("put-key-policy", resource) + " --policy-name default \\\n  --policy " + quoted(after);
            case RevokeGrant(Grant grant) ->
                start("revoke-grant", resource) + " \\\n  --grant-id " + quoted(grant.id());
        };
    }

    private static String start(String operation, Resource resource) {
        return "aws kms " + operation + " --region " + resource.region() + " \\\n  --key-id " + resource.arn();
    }

    /** The text as one word to the shell, whatever is in it. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
