package io.portcullis.app.local;

import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.aws.AnalyzerChoice;
import io.portcullis.local.mail.Mail;
import io.portcullis.response.Progress;
import io.portcullis.wire.WireSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the house is run.
 *
 * @param wire where it listens, and the default account and Region
 * @param mail how e-mail leaves it
 * @param confirmed whether e-mail subscriptions need no confirmation
 * @param analyzer who says who reaches a key; AWS's Access Analyzer is here the one that the house serves
 * @param securityHub whether the house's own Security Hub is enabled, and kept in line
 * @param organization the organization that there is and that is trusted, managed by the default account; without it, each
 *     account alone is
 * @param corrections where corrections are kept; empty to correct nothing
 * @param rescan how often everything is looked at without a change
 * @param progress hears how far each response has come
 */
public record HouseSettings(
        WireSettings wire,
        Mail mail,
        boolean confirmed,
        AnalyzerChoice analyzer,
        boolean securityHub,
        Optional<ZoneOfTrust.Organization> organization,
        Optional<Path> corrections,
        Duration rescan,
        Progress progress) {}
