package io.portcullis.response.message;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A finding in the AWS Security Finding Format, schema version {@value #SCHEMA_VERSION}: the members of it that are used
 * here, named as there. Severity and types stand in {@code FindingProviderFields}, which is where providers put them, and
 * {@code Workflow}, which is the customer's, is left out (Security Hub user guide, "BatchImportFindings for finding
 * providers"). All texts are printable ASCII and within the lengths of the API reference, "AwsSecurityFinding".
 *
 * @param id the same for all that is ever told of a resource; at most 512 characters
 * @param productArn the account's own product, {@code …:product/ACCOUNT/default}
 * @param generatorId what found it
 * @param awsAccountId whose resource it is
 * @param types such as {@code Effects/Data Exposure/External Access Granted}, of at most three parts
 * @param createdAt when the first of it was seen
 * @param updatedAt of two findings with one id, Security Hub keeps the later
 * @param title at most 256 characters
 * @param description at most 1,024 characters
 * @param remediation at most 512 characters
 * @param remediationUrl where to read on
 * @param productFields at most 50, their names of at most 128 characters and values of at most 2,048
 */
public record AsffFinding(
        String id,
        String productArn,
        String generatorId,
        String awsAccountId,
        List<String> types,
        Severity severity,
        Instant createdAt,
        Instant updatedAt,
        String title,
        String description,
        String remediation,
        String remediationUrl,
        SortedMap<String, String> productFields,
        AffectedResource resource,
        Compliance compliance,
        RecordState recordState) {

    /** The only schema version that there is. */
    public static final String SCHEMA_VERSION = "2018-10-08";

    /** Copies the collections. */
    public AsffFinding {
        types = List.copyOf(types);
        productFields = Collections.unmodifiableSortedMap(new TreeMap<>(productFields));
    }

    /**
     * How urgent it is.
     *
     * @param original the verdict, in our own word
     */
    public record Severity(Label label, String original) {}

    /** Security Hub's severities. */
    public enum Label {
        /** No issue was found. */
        INFORMATIONAL,
        /** To be addressed, but not urgently. */
        MEDIUM,
        /** To be addressed as a priority. */
        HIGH,
        /** To be addressed immediately. */
        CRITICAL
    }

    /**
     * The resource.
     *
     * @param type such as {@code AwsKmsKey}
     * @param id its ARN
     * @param other more about the worst of its findings; at most 50, their values below 1,024 characters
     */
    public record AffectedResource(
            String type, String id, String partition, String region, SortedMap<String, String> other) {
        /** Copies the map. */
        public AffectedResource {
            other = Collections.unmodifiableSortedMap(new TreeMap<>(other));
        }
    }

    /** What came of looking. */
    public enum Compliance {
        /** Nobody outside reaches the resource. */
        PASSED,
        /** Somebody does. */
        FAILED,
        /** It is not known. Not {@code NOT_AVAILABLE}: of that, Security Hub may archive findings by itself. */
        WARNING
    }

    /** Whether the finding still matters. */
    public enum RecordState {
        /** It does. */
        ACTIVE,
        /** It is over. */
        ARCHIVED
    }
}
