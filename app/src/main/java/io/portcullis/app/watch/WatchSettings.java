package io.portcullis.app.watch;

import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.aws.AnalyzerChoice;
import io.portcullis.aws.Arns;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How an account is watched.
 *
 * @param account 12 digits
 * @param region whose keys are listed
 * @param endpoint the address of every service, where the command line has given one
 * @param queueUrl where changes come from
 * @param zone whose principals are trusted
 * @param analyzer who says who reaches a key
 * @param bus programs are told by; a name or an ARN
 * @param topic people are told by; an ARN
 * @param securityHub whether Security Hub is told
 * @param table where findings are kept; without it, in the folder
 * @param findings the folder
 * @param corrections where corrections are kept; without it, nothing is corrected
 * @param rescan how often everything is looked at without a change
 * @param listen host and port of the endpoints
 * @param lease how long messages of a process that was killed stay hidden from the next, at most
 * @param farewell how long what is in work may go on once it is time to stop
 */
record WatchSettings(
        String account,
        String region,
        Optional<URI> endpoint,
        String queueUrl,
        ZoneOfTrust zone,
        AnalyzerChoice analyzer,
        Optional<String> bus,
        Optional<String> topic,
        boolean securityHub,
        Optional<String> table,
        Path findings,
        Optional<Path> corrections,
        Duration rescan,
        String listen,
        Duration lease,
        Duration farewell) {

    /** The name that findings are kept under: that of the functions, which may keep theirs in the same table. */
    String analyzerArn() {
        return Arns.analyzer(region, account);
    }
}
