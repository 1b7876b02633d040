package io.portcullis.app.account;

import io.portcullis.app.cli.CommandFailure;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Whom the credentials belong to.
 *
 * @param account 12 digits
 * @param partition such as {@code aws}
 */
public record Identity(String account, String partition) {

    /**
     * The account of the credentials, by STS.
     *
     * @throws CommandFailure when there are none, they are refused, or STS is not reached
     */
    public static String account(StsClient sts) {
        return of(sts).account();
    }

    /**
     * Who the credentials say it is, by STS.
     *
     * @throws CommandFailure when there are none, they are refused, or STS is not reached
     */
    public static Identity of(StsClient sts) {
        try {
            GetCallerIdentityResponse caller = sts.getCallerIdentity();
            return new Identity(caller.account(), caller.arn().split(":", 3)[1]);
        } catch (AwsServiceException refused) {
            throw CommandFailure.usage(
                    "The credentials were refused (sts:GetCallerIdentity: "
                            + refused.awsErrorDetails().errorMessage()
                            + "); renew them, or choose others with --profile",
                    refused);
        } catch (SdkClientException failed) {
            String message = String.valueOf(failed.getMessage());
            if (message.contains("protocol must not be null")) {
                throw CommandFailure.usage(
                        "The endpoint is not an address such as http://127.0.0.1:4566; look at AWS_ENDPOINT_URL,"
                                + " AWS_ENDPOINT_URL_STS and the profile's endpoint_url",
                        failed);
            }
            if (message.startsWith("Profile file contained no credentials")) {
                throw CommandFailure.usage(
                        "The profile has no credentials: give it some in the shared AWS files, or choose another with"
                                + " --profile",
                        failed);
            }
            if (message.contains("credentials")) {
                throw CommandFailure.usage(
                        "No AWS credentials were found; set AWS_PROFILE or AWS_ACCESS_KEY_ID, or give --profile"
                                + " (--verbose shows where the SDK looked)",
                        failed);
            }
            throw CommandFailure.unknown(
                    "STS was not reached: " + message + "; check the network and the endpoint", failed);
        }
    }
}
