package io.portcullis.app.scan;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Resource;

/**
 * An account in a Region.
 *
 * @param partition such as {@code aws}
 * @param account 12 digits
 * @param region the Region, or {@code *} where it is not known which there are
 */
record Place(String partition, String account, String region) {

    /** The answer for what could not be read of it. */
    Analysis unread(String reason) {
        return Analysis.unreadable(
                Resource.kmsKey("arn:" + partition + ":kms:" + region + ":" + account + ":key/*"), reason);
    }
}
