package io.portcullis.analyzer;

import static io.portcullis.analyzer.Policies.everybody;
import static io.portcullis.analyzer.Policies.nobody;
import static io.portcullis.analyzer.Verdict.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Headers and parameters of requests to S3 are in those alone that may have them. Source: service authorization reference,
 * "Actions defined by Amazon S3"; S3 API reference, what each call takes.
 */
class KeysOfObjectRequestsTest {

    private static final Policies BUCKET = new Policies(ResourceType.S3_BUCKET);

    /** What is asked where an object is written, by itself, in parts, as a copy, or in another bucket's stead. */
    private static final String WRITES =
            "BypassGovernanceRetention ObjectOwnerOverrideToBucketOwner PutObject PutObjectAcl"
                    + " PutObjectAnnotation PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl"
                    + " ReplicateObject ReplicateObjectAnnotation ReplicateTags";

    private static Set<String> granted(String statements) {
        return BUCKET.ask(statements).findings().stream()
                .flatMap(finding -> finding.actions().stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> having(String key) {
        return granted(everybody("s3:*", "*", "{'Null':{'" + key + "':'false'}}"));
    }

    private static Set<String> named(String... lists) {
        return Stream.of(lists)
                .flatMap(list -> Arrays.stream(list.split(" ")))
                .filter(action -> !action.isEmpty())
                .map(action -> "s3:" + action)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:x-amz-copy-source",
                "s3:x-amz-metadata-directive",
                "s3:x-amz-object-annotation-directive",
                "s3:x-amz-storage-class",
                "s3:x-amz-website-redirect-location",
                "s3:object-lock-event-hold",
                "s3:object-lock-event-hold-duration-days",
                "s3:object-lock-legal-hold",
                "s3:object-lock-mode",
                "s3:object-lock-remaining-retention-days",
                "s3:object-lock-retain-until-date",
                "s3:ObjectCreationOperation"
            })
    void howAnObjectIsWrittenIsSaidByRequestsThatWriteIt(String key) {
        assertThat(having(key)).isEqualTo(named(WRITES));
    }

    @ParameterizedTest
    @CsvSource({
        "s3:x-amz-server-side-encryption, UpdateObjectEncryption",
        "s3:x-amz-server-side-encryption-aws-kms-key-id, UpdateObjectEncryption",
        "s3:x-amz-server-side-encryption-customer-algorithm, GetObject GetObjectVersion GetObjectAttributes GetObjectVersionAttributes ListMultipartUploadParts",
        "s3:RequestObjectTag/team, PutObjectVersionTagging",
        "s3:RequestObjectTagKeys, PutObjectVersionTagging",
        "s3:if-match, DeleteObject DeleteObjectVersion GetObject GetObjectVersion",
        "s3:if-none-match, GetObject GetObjectVersion",
        "s3:x-amz-acl, PutBucketAcl",
        "s3:x-amz-grant-read, PutBucketAcl"
    })
    void someIsSaidByRequestsThatWriteAnObjectAndByFewOthers(String key, String others) {
        assertThat(having(key)).isEqualTo(named(WRITES, others));
    }

    @ParameterizedTest
    @CsvSource({
        "s3:annotation-prefix, ListObjectAnnotations ListObjectVersionAnnotations",
        "s3:max-annotation-results, ListObjectAnnotations ListObjectVersionAnnotations",
        "s3:x-amz-object-if-match, DeleteObjectAnnotation DeleteObjectVersionAnnotation PutObjectAnnotation PutObjectVersionAnnotation",
        "s3:InventoryAccessibleOptionalFields, PutInventoryConfiguration",
        "s3:isReplicationPauseRequest, PauseReplication PutReplicationConfiguration",
        "s3:destinationRegion, PauseReplication PutReplicationConfiguration",
        "s3:deliverySourceArn, AllowVendedLogDeliveryForResource",
        "s3:logType, AllowVendedLogDeliveryForResource",
        "s3:resourceArnBeingAuthorized, AllowVendedLogDeliveryForResource"
    })
    void otherKeysAreOfTheActionsThatAreListedWithThem(String key, String actions) {
        assertThat(having(key)).isEqualTo(named(actions));
    }

    /** By the API reference the calls on holds, retention and restoring take a version's id too. */
    @Test
    void versionIsAskedForByWhatIsDoneWithOne() {
        assertThat(having("s3:versionid"))
                .contains("s3:GetObjectVersion", "s3:DeleteObjectVersion", "s3:GetObjectRetention", "s3:RestoreObject")
                .doesNotContain("s3:ListBucket", "s3:ListBucketVersions", "s3:GetObject", "s3:PutObject");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:locationconstraint",
                "s3:x-amz-bucket-namespace",
                "s3:x-amz-object-ownership",
                "s3:AccessGrantScope",
                "s3:AccessGrantsLocationScope",
                "s3:ExistingJobOperation",
                "s3:ExistingJobPriority",
                "s3:RequestJobOperation",
                "s3:RequestJobPriority",
                "s3:JobSuspendedCause"
            })
    void keysOfWhatIsAskedOfNoBucketAreInNoRequestToOne(String key) {
        assertThat(having(key)).isEmpty();
    }

    @Test
    void tagsOfAnAccessPointAreThereForWhatComesThroughOne() {
        assertThat(having("s3:AccessPointTag/team"))
                .isEqualTo(Set.copyOf(
                        ResourceType.S3_ACCESS_POINT.actions(Settings.DEFAULT).names()));
    }

    @Test
    void nobodyReadsAnObjectByTheEncryptionOfAnUpload() {
        String encrypted = "{'StringEquals':{'s3:x-amz-server-side-encryption':'aws:kms'}}";
        assertThat(BUCKET.ask(everybody("s3:GetObject", "*", encrypted)).verdict())
                .isEqualTo(NONE);
        String unlessEncrypted = "{'StringNotEquals':{'s3:x-amz-server-side-encryption':'aws:kms'}}";
        assertThat(granted(everybody("s3:*", "*", "") + "," + nobody("s3:*", "*", unlessEncrypted)))
                .isEqualTo(named(WRITES, "UpdateObjectEncryption"));
    }
}
