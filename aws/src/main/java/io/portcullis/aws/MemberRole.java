package io.portcullis.aws;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * The role of the same name in each account, by which one account looks into the others.
 *
 * @param partition the partition of the accounts, such as {@code aws}
 * @param name the role's name, with its path if it has one
 * @param externalId what the role's trust policy asks for as {@code sts:ExternalId}, if it does
 */
public record MemberRole(String partition, String name, Optional<String> externalId) {

    /** CloudTrail shows it in the accounts as the name of the session. */
    private static final String SESSION = "portcullis-scan";

    /**
     * Assumes the role in an account. The credentials are renewed a while before they end, by whoever uses them then, for
     * as long as they are used; closing them ends nothing in AWS.
     */
    public Attempt<AwsCredentialsProvider> assume(StsClient sts, String account) {
        AssumeRoleRequest.Builder request =
                AssumeRoleRequest.builder().roleArn(arn(account)).roleSessionName(SESSION);
        externalId.ifPresent(request::externalId);
        StsAssumeRoleCredentialsProvider credentials = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request.build())
                .build();
        try {
            var _ = credentials.resolveCredentials();
            return new Attempt.Given<>(credentials);
        } catch (SdkException e) {
            credentials.close();
            return new Attempt.Refused<>(arn(account) + " was not assumed. " + Trouble.of("sts:AssumeRole", e));
        }
    }

    private String arn(String account) {
        return "arn:" + partition + ":iam::" + account + ":role/" + name;
    }
}
