package io.portcullis.local.sns;

import io.portcullis.local.delivery.Retries;

/**
 * How topics behave where AWS leaves no choice but a person on their own machine may want one.
 *
 * @param autoConfirmEmail whether e-mail subscriptions are confirmed at once, without the confirmation mail
 * @param retries how a failing delivery is tried again
 */
public record SnsSettings(boolean autoConfirmEmail, Retries retries) {

    /** As AWS: e-mail subscriptions wait for the link to be visited. */
    public static final SnsSettings DEFAULT = new SnsSettings(false, Retries.DEFAULT);
}
