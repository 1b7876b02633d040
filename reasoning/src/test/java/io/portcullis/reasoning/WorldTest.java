package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Combinations of values that no request has, whatever a policy says. */
class WorldTest {

    private static final Questions ACCOUNT = Questions.ofAccount();

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, clean",
        "172.16.0.0/12, clean",
        "192.168.0.0/16, clean",
        "100.64.0.0/10, clean",
        "127.0.0.0/8, clean",
        "169.254.0.0/16, clean",
        "224.0.0.0/3, clean",
        "fd00::/8, clean",
        "fe80::/10, clean",
        "fec0::/10, clean",
        "ff02::/16, clean",
        "::1, clean",
        "64:ff9b::/96, external",
        "fe00::/9, public",
        "100.0.0.0/8, external",
        "172.0.0.0/8, external",
        "169.0.0.0/8, external",
        "198.51.100.7, external",
        "2001:db8::/32, external",
        "::ffff:203.0.113.0/120, external",
        "::/0, public"
    })
    void noRequestOverTheInternetComesFromAnAddressThatIsNotRoutedThere(String range, String verdict) {
        assertThat(Questions.verdict(ACCOUNT.allow("{'IpAddress':{'aws:SourceIp':'" + range + "'}}")))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "lambda:SourceFunctionArn, arn:aws:lambda:us-east-1:%s:function:f",
        "ec2:SourceInstanceARN, arn:aws:ec2:us-east-1:%s:instance/*",
        "ssm:SourceInstanceARN, arn:aws:ec2:us-east-1:%s:instance/i-0",
        "codebuild:ProjectArn, arn:aws:codebuild:us-east-1:%s:project/p",
        "codebuild:BuildArn, arn:aws:codebuild:us-east-1:%s:build/p:*",
        "s3:AccessGrantsInstanceArn, arn:aws:s3:us-east-1:%s:access-grants/default"
    })
    void whatRunsInAnAccountHasARoleOfThatAccount(String key, String arn) {
        String runs = "{'ArnLike':{'" + key + "':'" + arn + "'}}";
        assertThat(Questions.verdict(ACCOUNT.allow(runs.formatted("111111111111")
                        .replace("ArnLike", "StringLike")
                        .replace("aws", "*")
                        .replace("us-east-1", "*"))))
                .isEqualTo("clean");
        assertThat(Questions.verdict(ACCOUNT.allow(runs.formatted("111111111111"))))
                .isEqualTo("clean");
        assertThat(Questions.verdict(ACCOUNT.allow(runs.formatted("222222222222"))))
                .isEqualTo("external");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'Bool':{'aws:MultiFactorAuthPresent':'false'}} | clean",
                "{'Null':{'aws:MultiFactorAuthPresent':'true'}} | clean",
                "{'Bool':{'aws:MultiFactorAuthPresent':'true'}} | public",
                "{}                                              | public",
            })
    void thereIsNoAgeOfAFactorThatWasNotShown(String factor, String verdict) {
        String aged = factor.replaceFirst("}$", factor.equals("{}") ? "" : ",")
                + "'NumericLessThan':{'aws:MultiFactorAuthAge':'3600'}}";
        assertThat(Questions.verdict(ACCOUNT.allow(aged))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "NumericLessThan, aws:MultiFactorAuthAge, 0, clean",
        "NumericLessThan, aws:MultiFactorAuthAge, 1, public",
        "NumericLessThan, aws:Unknown, 0, public",
        "DateLessThan, aws:TokenIssueTime, 1970-01-01T00:00:00Z, clean",
        "DateLessThan, aws:TokenIssueTime, 2020-01-01T00:00:00Z, public"
    })
    void whatAwsCountsIsNotLessThanNothing(String operator, String key, String bound, String verdict) {
        assertThat(Questions.verdict(ACCOUNT.allow("{'%s':{'%s':'%s'}}".formatted(operator, key, bound))))
                .isEqualTo(verdict);
    }
}
