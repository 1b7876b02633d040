package io.portcullis.aws;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What went wrong with a call, for people. The same trouble has the same words: no request ids. */
final class Trouble {

    private Trouble() {}

    /**
     * Describes a failed call.
     *
     * @param permission the permission that the call needs, such as {@code kms:GetKeyPolicy}
     */
    static String of(String permission, SdkException failure) {
        if (!(failure instanceof AwsServiceException refused)) {
            return permission + " could not be called: " + failure.getMessage()
                    + ". Check the network, the endpoint and the credentials.";
        }
        String told = permission + " failed: " + code(refused) + ": " + message(refused) + ".";
        if (isDenied(refused)) {
            String further = permission.startsWith("kms:")
                    ? "where the key policy does not leave that to IAM, in the key policy."
                    : "where it is another account's, in the resource's policy.";
            return told + " Allow " + permission + " to the identity that Portcullis runs as: in its IAM policy, and, "
                    + further;
        } else if (refused.isThrottlingException()) {
            return told + " It was throttled through every retry: lower the parallelism, or ask for a higher quota.";
        } else {
            return told;
        }
    }

    static String code(AwsServiceException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        return details == null || details.errorCode() == null ? "HTTP " + refused.statusCode() : details.errorCode();
    }

    private static String message(AwsServiceException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        String message = details == null || details.errorMessage() == null ? "no message" : details.errorMessage();
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static boolean isDenied(AwsServiceException refused) {
        return switch (code(refused)) {
            case "AccessDeniedException", "AccessDenied", "UnauthorizedOperation" -> true;
            default -> false;
        };
    }
}
