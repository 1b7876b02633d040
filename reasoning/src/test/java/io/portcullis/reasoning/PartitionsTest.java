package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which partitions a policy speaks of. */
class PartitionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Resource':'*' | aws",
                "'Resource':'arn:aws:s3:::b' | aws",
                "'Resource':'arn:aws-cn:s3:::b' | aws-cn",
                "'Resource':['arn:aws-us-gov:s3:::b','arn:aws:s3:::b'] | aws,aws-us-gov",
                "'Resource':'arn:aws-new:s3:::b' | aws-new",
                "'Resource':'arn:aws-iso*:s3:::b' | aws-iso,aws-iso-b,aws-iso-e,aws-iso-f",
                "'Resource':'arn:aws-iso-?:s3:::b' | aws-iso-b,aws-iso-e,aws-iso-f",
                "'Resource':'b' | aws",
                "'Principal':{'AWS':'arn:aws-cn:iam::111111111111:root'},'Resource':'*' | aws-cn",
                "'Principal':{'AWS':'111111111111'},'Resource':'arn:aws-eusc:s3:::b' | aws-eusc",
                // What conditions name is besides.
                "'Resource':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws-cn:s3:::b'}} | aws,aws-cn",
                "'Resource':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws-iso*:s3:::b'}} | aws,aws-iso,aws-iso-b,aws-iso-e,aws-iso-f",
                "'Resource':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:*:s3:::b'}} | aws,aws-cn,aws-us-gov,aws-eusc,aws-iso,aws-iso-b,aws-iso-e,aws-iso-f",
                "'Resource':'arn:aws:s3:::b','Condition':{'ArnLike':{'aws:SourceArn':'arn:*:s3:::c'}} | aws",
                "'Principal':{'AWS':'arn:aws-cn:iam::111111111111:root'},'Resource':'*','Condition':{'ArnLike':{'aws:PrincipalArn':'arn:*:iam::*:role/r'}} | aws-cn",
                "'Resource':'arn:aws-cn:s3:::b','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws-cn:s3:::c'}} | aws-cn",
            })
    void aPolicyIsInThePartitionsThatItNames(String elements, String partitions) {
        assertThat(String.join(
                        ",", Partitions.of(Policies.rules("{'Effect':'Allow','Action':'s3:*'," + elements + "}"))))
                .isEqualTo(partitions);
    }
}
