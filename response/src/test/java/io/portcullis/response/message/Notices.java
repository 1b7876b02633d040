package io.portcullis.response.message;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Cause;
import io.portcullis.analyzer.Difference;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Verdict;
import io.portcullis.analyzer.Witness;
import io.portcullis.response.Change;
import io.portcullis.response.KeptFinding;
import io.portcullis.response.KeptFinding.Status;
import io.portcullis.response.KeptResource;
import io.portcullis.response.Notice;
import io.portcullis.response.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Notices to write about. */
final class Notices {

    static final Resource KEY =
            Resource.kmsKey("arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    static final Instant T0 = Instant.parse("2026-11-23T19:30:00.456Z");
    static final Instant T1 = Instant.parse("2026-11-23T19:30:01Z");
    static final Change CHANGE = new Change(
            "e1",
            List.of(KEY),
            "PutKeyPolicy",
            "arn:aws:iam::111122223333:user/alice",
            Instant.parse("2026-11-23T19:29:59Z"));
    static final String STATEMENT = """
            {
                  "Sid": "Enable IAM User Permissions",
                  "Effect": "Allow",
                  "Principal": { "AWS": ["arn:aws:iam::111122223333:root", "*"] },
                  "Action": "kms:*",
                  "Resource": "*"
                }""";

    private Notices() {}

    static Finding publicFinding() {
        return finding(
                "0a6b5b1c-0000-5000-8000-000000000001",
                "*",
                true,
                Map.of(),
                new Cause.PolicyStatement(0, "Enable IAM User Permissions", 5, STATEMENT));
    }

    static Finding outside(String account) {
        return finding(
                "0a6b5b1c-0000-5000-8000-" + account,
                account,
                false,
                Map.of("kms:CallerAccount", account),
                new Cause.KeyGrant("0123abcd", "nightly-import"));
    }

    static Difference difference() {
        Finding finding = outside("222222222222");
        return new Difference(
                finding.principal(),
                finding.condition(),
                Optional.empty(),
                Optional.of(new Difference.Claim(false, finding.actions())));
    }

    static KeptFinding kept(Finding finding, Status status) {
        return new KeptFinding(finding, KEY, status, T0, status == Status.RESOLVED ? T1 : T0, T1);
    }

    static Analysis unreadable() {
        return Analysis.unreadable(
                KEY, "kms:GetKeyPolicy was denied: let the key's policy allow it to this role, or name the role in it");
    }

    static Notice notice(Transition... transitions) {
        List<KeptFinding> findings = new ArrayList<>();
        for (Transition transition : transitions) {
            switch (transition) {
                case Transition.Opened(KeptFinding kept, boolean again) -> findings.add(kept);
                case Transition.Resolved(KeptFinding kept) -> findings.add(kept);
                case Transition.Unknown(Analysis analysis) -> {}
                case Transition.Known(Analysis analysis) -> {}
                case Transition.Differed _, Transition.Agreed _ -> {}
            }
        }
        Analysis analysis = new Analysis(KEY, Verdict.PUBLIC, List.of(), List.of());
        return new Notice(
                "analyzer",
                KEY,
                CHANGE,
                T1,
                List.of(transitions),
                Optional.of(new KeptResource(analysis, T0, T0, T1)),
                findings,
                Optional.empty(),
                Optional.empty());
    }

    private static Finding finding(
            String id, String principal, boolean isPublic, Map<String, String> condition, Cause cause) {
        return new Finding(
                id,
                new TreeMap<>(Map.of("AWS", principal)),
                new TreeMap<>(condition),
                List.of("kms:CreateGrant", "kms:Decrypt", "kms:Encrypt"),
                isPublic,
                new Witness(
                        "arn:aws:iam::999999999999:user/stranger",
                        "kms:Decrypt",
                        KEY.arn(),
                        new TreeMap<>(Map.of("kms:CallerAccount", List.of("999999999999")))),
                List.of(cause));
    }
}
