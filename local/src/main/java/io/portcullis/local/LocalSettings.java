package io.portcullis.local;

import io.portcullis.local.events.EventsSettings;
import io.portcullis.local.mail.Mail;
import io.portcullis.local.organizations.Organization;
import io.portcullis.local.sns.SnsSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How the local services behave where a person may choose.
 *
 * @param clock the time of everything that is kept
 * @param grantDelay how long listings do not show a new grant of KMS; zero for at once, up to about five minutes in AWS
 * @param mail by which e-mail subscribers are reached, such as {@link io.portcullis.local.mail.OutboxMail} or
 *     {@link io.portcullis.local.mail.SmtpMail}
 * @param sns topics
 * @param events event buses
 * @param organization the organization that there is; its accounts may assume each other's roles
 */
public record LocalSettings(
        Clock clock,
        Duration grantDelay,
        Mail mail,
        SnsSettings sns,
        EventsSettings events,
        Optional<Organization> organization) {

    /** Refuses a delay that points back in time. */
    public LocalSettings {
        if (grantDelay.isNegative()) {
            throw new IllegalArgumentException("grantDelay must not be negative, was " + grantDelay);
        }
    }

    /** The system's clock, grants listed at once, no organization, and the defaults of the other services. */
    public static LocalSettings of(Mail mail) {
        return new LocalSettings(
                Clock.systemUTC(), Duration.ZERO, mail, SnsSettings.DEFAULT, EventsSettings.DEFAULT, Optional.empty());
    }

    /** The same with another delay of grants. */
    public LocalSettings withGrantDelay(Duration delay) {
        return new LocalSettings(clock, delay, mail, sns, events, organization);
    }

    /** The same with other settings of topics. */
    public LocalSettings withSns(SnsSettings other) {
        return new LocalSettings(clock, grantDelay, mail, other, events, organization);
    }

    /** The same with an organization. */
    public LocalSettings withOrganization(Organization some) {
        return new LocalSettings(clock, grantDelay, mail, sns, events, Optional.of(some));
    }
}
