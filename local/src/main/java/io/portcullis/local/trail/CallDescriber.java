package io.portcullis.local.trail;

import io.portcullis.wire.Caller;
import software.amazon.awssdk.core.SdkPojo;

/** Says how the calls of one service look in records. Safe for many threads. */
public interface CallDescriber {

    /** The service as records name it, such as {@code kms.amazonaws.com}. */
    String eventSource();

    /**
     * Describes a call before it is made, for it may end what it names. Never fails: the request may be nonsense, and may
     * lack members that the service requires.
     */
    Particulars asked(Caller caller, String operation, SdkPojo request);

    /** Completes the description of a call that succeeded. */
    Particulars answered(Particulars asked, String operation, SdkPojo response);
}
