package io.portcullis.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegionalArnTest {

    /** Source: AWS general reference, "Amazon Resource Names (ARNs)", the partitions. */
    @Test
    void isInThePartitionOfItsRegion() {
        assertThat(RegionalArn.analyzer("eu-west-1", "111122223333"))
                .isEqualTo("arn:aws:access-analyzer:eu-west-1:111122223333:analyzer/portcullis");
        assertThat(RegionalArn.analyzer("cn-north-1", "111122223333")).startsWith("arn:aws-cn:");
        assertThat(RegionalArn.analyzer("us-gov-west-1", "111122223333")).startsWith("arn:aws-us-gov:");
        assertThat(RegionalArn.of("sqs", "cn-northwest-1", "111122223333", "changes"))
                .isEqualTo("arn:aws-cn:sqs:cn-northwest-1:111122223333:changes");
    }

    @Test
    void knowsThePartitionOfARegionThatIsNewerThanTheSdk() {
        assertThat(RegionalArn.analyzer("cn-south-9", "111122223333")).startsWith("arn:aws-cn:");
        assertThat(RegionalArn.analyzer("eu-west-9", "111122223333")).startsWith("arn:aws:");
    }
}
