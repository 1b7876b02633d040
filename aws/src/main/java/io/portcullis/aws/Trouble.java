package io.portcullis.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.accessanalyzer.model.InternalServerException;
import software.amazon.awssdk.services.accessanalyzer.model.ThrottlingException;

/** What went wrong with a call, for people. The same trouble has the same words: no request ids. */
public final class Trouble {

    private Trouble() {}

    /**
     * Describes a failed call.
     *
     * @param permission the permission that the call needs, such as {@code kms:GetKeyPolicy}
     */
    public static String of(String permission, SdkException failure) {
        if (!(failure instanceof AwsServiceException refused)) {
            return permission + " could not be called: " + failure.getMessage()
                    + ". Check the network, the endpoint and the credentials.";
        }
        String told = permission + " failed: " + code(refused) + ": " + message(refused) + ".";
        if (isDenied(refused)) {
            return told + " Allow " + permission + " to the identity that Portcullis runs as: in its IAM policy"
                    + further(permission);
        } else if (refused.isThrottlingException()) {
            return told + " It was throttled through every retry: lower the parallelism, or ask for a higher quota.";
        } else if (isUnknownKey(refused)) {
            return told
                    + " AWS says this where the credentials are no longer valid, and where the Region is not enabled"
                    + " in the account.";
        } else {
            return told;
        }
    }

    /** Whether the same call may succeed a little later: it was throttled, the service failed, or was not reached. */
    static boolean mayPass(SdkException failure) {
        return !(failure instanceof AwsServiceException refused)
                || refused.isThrottlingException()
                || refused.statusCode() >= 500;
    }

    /** How long the service asks to be left alone; zero when it does not. */
    static Duration pause(SdkException failure) {
        Optional<Integer> seconds = switch (failure) {
            case ThrottlingException throttled -> Optional.ofNullable(throttled.retryAfterSeconds());
            case InternalServerException failed -> Optional.ofNullable(failed.retryAfterSeconds());
            default -> Optional.empty();
        };
        return seconds.map(Duration::ofSeconds).orElse(Duration.ZERO);
    }

    private static String further(String permission) {
        if (Stream.of("access-analyzer:", "account:", "lambda:", "securityhub:").anyMatch(permission::startsWith)) {
            return ".";
        }
        if (permission.startsWith("organizations:")) {
            return ", and run it in the organization's management account or that of a delegated administrator.";
        }
        if (permission.startsWith("sts:")) {
            return ", and in the trust policy of the role. AWS says the same where there is no such role.";
        }
        return permission.startsWith("kms:")
                ? ", and, where the key policy does not leave that to IAM, in the key policy."
                : ", and, where it is another account's, in the resource's policy.";
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

    /** Source: AWS general reference, "Managing AWS Regions": keys are not known where the account has not enabled the Region. */
    private static boolean isUnknownKey(AwsServiceException refused) {
        return switch (code(refused)) {
            case "UnrecognizedClientException", "InvalidClientTokenId" -> true;
            default -> false;
        };
    }
}
