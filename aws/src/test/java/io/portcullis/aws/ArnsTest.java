package io.portcullis.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArnsTest {

    @ParameterizedTest
    @CsvSource({"eu-west-1,aws", "cn-north-1,aws-cn", "us-gov-west-1,aws-us-gov", "eu-isoe-west-1,aws-iso-e"})
    void areOfTheRegionsPartition(String region, String partition) {
        assertThat(Arns.analyzer(region, "111122223333"))
                .isEqualTo("arn:" + partition + ":access-analyzer:" + region + ":111122223333:analyzer/portcullis");
        assertThat(Arns.queue(region, "111122223333", "changes"))
                .isEqualTo("arn:" + partition + ":sqs:" + region + ":111122223333:changes");
    }
}
