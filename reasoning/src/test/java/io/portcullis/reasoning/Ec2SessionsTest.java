package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * AWS makes roles for EC2 in every account, whose names begin with {@code aws:} and whose sessions have ids of their own:
 * {@code 111122223333:aws:ec2-infrastructure:i-81e2f56c}. Source: KMS developer guide, "Log entries: Amazon EC2 example two".
 */
class Ec2SessionsTest {

    private static final String ROLE = "arn:aws:iam::222222222222:role/aws:ec2-infrastructure";

    private static String verdict(String effect, String condition) {
        String all = Questions.statement("Allow", "{}");
        String statement = Questions.statement(effect, condition);
        return Questions.verdict(
                Questions.ofAccount().ask(Questions.policy(effect.equals("Deny") ? all + "," + statement : statement)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Allow | {'ArnLike':{'aws:PrincipalArn':'ROLE'}} | external",
                "Allow | {'ArnEquals':{'aws:PrincipalArn':'ROLE'}} | external",
                "Allow | {'StringLike':{'aws:PrincipalArn':'ROLE'}} | external",
                "Allow | {'StringEquals':{'aws:PrincipalArn':'arn:aws:iam::222222222222:role/other:ec2'}} | clean",
                "Deny | {'ArnNotLike':{'aws:PrincipalArn':'ROLE'}} | external",
                "Deny | {'StringNotEquals':{'aws:PrincipalArn':'ROLE'}} | external"
            })
    void aRoleThatAwsMadeIsSomebody(String effect, String condition, String verdict) {
        assertThat(verdict(effect, condition.replace("ROLE", ROLE))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Allow | {'StringEquals':{'aws:userid':'222222222222:aws:ec2-infrastructure:i-0123'}} | external",
                "Allow | {'StringLike':{'aws:userid':'222222222222:aws:ec2-infrastructure:i-*'}} | external",
                "Allow | {'StringLike':{'aws:userid':'222222222222:aws:ec2-*:*'}} | external",
                "Allow | {'StringLike':{'aws:userid':'*:aws:ec2-infrastructure:*'}} | public",
                "Allow | {'StringLike':{'aws:userid':'222222222222:*'},'StringEquals':{'aws:PrincipalType':'AssumedRole'}} | external",
                "Deny | {'StringNotLike':{'aws:userid':'222222222222:aws:ec2-infrastructure:*'}} | external",
                "Allow | {'StringLike':{'aws:userid':'222222222222:aws:ec2-infrastructure:*'},'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::2*:*c2-*'}} | external",
                // The id holds the account and the role that the ARN has.
                "Allow | {'StringLike':{'aws:userid':'222222222222:aws:ec2-infrastructure:*'},'StringNotEquals':{'aws:PrincipalAccount':'222222222222'}} | clean",
                "Allow | {'StringLike':{'aws:userid':'222222222222:aws:ec2-infrastructure:*'},'StringEquals':{'aws:PrincipalType':'FederatedUser'}} | clean",
                "Allow | {'StringLike':{'aws:userid':'111111111111:aws:ec2-infrastructure:*'}} | clean",
                "Allow | {'StringEquals':{'aws:userid':'222222222222:other:ec2:i-0123'}} | clean"
            })
    void aSessionOfSuchARoleHasAnIdOfItsAccount(String effect, String condition, String verdict) {
        assertThat(verdict(effect, condition)).isEqualTo(verdict);
    }

    @Test
    void theProofIsSuchASession() {
        Access access =
                Questions.ofAccount().allow("{'StringLike':{'aws:userid':'222222222222:aws:ec2-infrastructure:i-*'}}");
        assertThat(access.cells()).singleElement().satisfies(cell -> {
            Identity.Aws caller = (Identity.Aws) cell.witness().identity();
            assertThat(caller.principalArn()).isEqualTo(ROLE);
            assertThat(caller.name()).isEqualTo("arn:aws:sts::222222222222:assumed-role/aws:ec2-infrastructure/i-a");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sts::222222222222:assumed-role/aws:ec2-infrastructure/i-0123, external",
        "arn:aws:iam::222222222222:role/aws:ec2-infrastructure, external",
        "222222222222:aws:ec2-infrastructure:i-0123, external",
        "111111111111:aws:ec2-infrastructure:i-0123, clean"
    })
    void principalsNameThem(String principal, String verdict) {
        String statement = """
                {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"kms:*","Resource":"*"}""".formatted(principal);
        assertThat(Questions.verdict(Questions.ofAccount().ask(Questions.policy(statement))))
                .isEqualTo(verdict);
    }
}
