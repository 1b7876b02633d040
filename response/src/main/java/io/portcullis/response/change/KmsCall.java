package io.portcullis.response.change;

import java.util.Arrays;
import java.util.Optional;

/**
 * The KMS calls that may change who reaches a key: those that open or alter access, and those that end it. Tags and
 * aliases count because policies may ask for them ({@code aws:ResourceTag}, {@code kms:ResourceAliases}).
 */
public enum KmsCall {
    /** Replaces the key policy. */
    PUT_KEY_POLICY("PutKeyPolicy"),
    /** Adds a grant. */
    CREATE_GRANT("CreateGrant"),
    /** Makes a key, whose policy may be public from birth. */
    CREATE_KEY("CreateKey"),
    /** Makes a replica in another Region, with a policy of its own. */
    REPLICATE_KEY("ReplicateKey"),
    /** Brings a key back into use. */
    CANCEL_KEY_DELETION("CancelKeyDeletion"),
    /** Brings a key back into use. */
    ENABLE_KEY("EnableKey"),
    /** Brings a key with imported material into use. */
    IMPORT_KEY_MATERIAL("ImportKeyMaterial"),
    /** Alters what conditions on tags see. */
    TAG_RESOURCE("TagResource"),
    /** Alters what conditions on tags see. */
    UNTAG_RESOURCE("UntagResource"),
    /** Alters what conditions on aliases see. */
    CREATE_ALIAS("CreateAlias"),
    /** Alters what conditions on aliases see. */
    UPDATE_ALIAS("UpdateAlias"),
    /** Alters what conditions on aliases see. */
    DELETE_ALIAS("DeleteAlias"),
    /** Ends a grant. */
    REVOKE_GRANT("RevokeGrant"),
    /** Ends a grant. */
    RETIRE_GRANT("RetireGrant"),
    /** Takes a key out of use. */
    SCHEDULE_KEY_DELETION("ScheduleKeyDeletion"),
    /** Takes a key out of use. */
    DISABLE_KEY("DisableKey"),
    /** Ends a key; a service event. */
    DELETE_KEY("DeleteKey"),
    /** Takes a key with imported material out of use. */
    DELETE_IMPORTED_KEY_MATERIAL("DeleteImportedKeyMaterial"),
    /** Moves the primary of a multi-Region key; recorded in both Regions. */
    UPDATE_PRIMARY_REGION("UpdatePrimaryRegion"),
    /** Carries shared properties to a replica; a service event. */
    SYNCHRONIZE_MULTI_REGION_KEY("SynchronizeMultiRegionKey");

    private final String eventName;

    KmsCall(String eventName) {
        this.eventName = eventName;
    }

    /** The name in CloudTrail, such as {@code PutKeyPolicy}. */
    public String eventName() {
        return eventName;
    }

    /** The call of this name, if it is one that may change who reaches a key. */
    public static Optional<KmsCall> of(String eventName) {
        return Arrays.stream(values())
                .filter(call -> call.eventName.equals(eventName))
                .findFirst();
    }
}
