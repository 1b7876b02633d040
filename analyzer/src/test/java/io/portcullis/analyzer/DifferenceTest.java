package io.portcullis.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Difference.Claim;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static final Resource KEY = Resource.kmsKey("arn:aws:kms:us-east-1:111122223333:key/k");

    private static Finding finding(String principal, boolean isPublic, String... actions) {
        return new Finding(
                principal,
                new TreeMap<>(Map.of("AWS", principal)),
                new TreeMap<>(),
                Arrays.asList(actions),
                isPublic,
                Optional.empty(),
                List.of());
    }

    private static Finding when(Finding finding, String key, String value) {
        return new Finding(
                finding.id(),
                finding.principal(),
                new TreeMap<>(Map.of(key, value)),
                finding.actions(),
                finding.isPublic(),
                Optional.empty(),
                List.of());
    }

    private static Analysis sure(Finding... findings) {
        return new Analysis(KEY, Verdict.EXTERNAL, List.of(findings), List.of());
    }

    private static Analysis unsure(Finding... findings) {
        return new Analysis(KEY, Verdict.UNDECIDED, List.of(findings), List.of("why"));
    }

    @Test
    void seesNoneWhereBothSayTheSame() {
        Analysis one = sure(finding("*", true, "kms:Decrypt"), finding("222222222222", false, "kms:Sign"));
        Analysis other = sure(finding("222222222222", false, "kms:Sign"), finding("*", true, "kms:Decrypt"));

        assertThat(Difference.between(one, other)).isEmpty();
        assertThat(Difference.beyond(one, other)).isEmpty();
    }

    @Test
    void seesWhatOneOfThemLacks() {
        Finding one = finding("222222222222", false, "kms:Decrypt");
        Claim claim = new Claim(false, List.of("kms:Decrypt"));

        assertThat(Difference.between(sure(one), sure()))
                .containsExactly(
                        new Difference(one.principal(), one.condition(), Optional.of(claim), Optional.empty()));
        assertThat(Difference.between(sure(), sure(one)))
                .containsExactly(
                        new Difference(one.principal(), one.condition(), Optional.empty(), Optional.of(claim)));
        assertThat(Difference.beyond(sure(one), sure())).containsExactly(one);
        assertThat(Difference.beyond(sure(), sure(one))).isEmpty();
    }

    @Test
    void seesOtherActionsAndWhetherAccessIsPublic() {
        Finding narrow = finding("*", false, "kms:Decrypt");
        Finding wide = finding("*", false, "kms:Decrypt", "kms:Encrypt");
        Finding open = finding("*", true, "kms:Decrypt");

        assertThat(Difference.between(sure(narrow), sure(wide))).hasSize(1);
        assertThat(Difference.between(sure(open), sure(narrow))).hasSize(1);
        assertThat(Difference.beyond(sure(narrow), sure(wide)))
                .as("told by the other")
                .isEmpty();
        assertThat(Difference.beyond(sure(wide), sure(narrow))).containsExactly(wide);
        assertThat(Difference.beyond(sure(open), sure(wide)))
                .as("public is more")
                .containsExactly(open);
    }

    @Test
    void takesSeveralFindingsOfTheSamePrincipalTogether() {
        Analysis split = sure(finding("*", true, "kms:Decrypt"), finding("*", true, "kms:Encrypt"));

        assertThat(Difference.between(split, sure(finding("*", true, "kms:Decrypt", "kms:Encrypt"))))
                .isEmpty();
    }

    @Test
    void tellsConditionsApartByValueButNotByTheCaseOfTheirKey() {
        Finding one = when(finding("*", false, "kms:Decrypt"), "aws:PrincipalOrgID", "o-1");
        Finding same = when(finding("*", false, "kms:Decrypt"), "aws:principalorgid", "o-1");
        Finding other = when(finding("*", false, "kms:Decrypt"), "aws:PrincipalOrgID", "o-2");

        assertThat(Difference.between(sure(one), sure(same))).isEmpty();
        assertThat(Difference.between(sure(one), sure(other))).hasSize(2);
    }

    @Test
    void holdsSilenceAgainstNobodyWhoIsNotSure() {
        Finding one = finding("222222222222", false, "kms:Decrypt");
        Finding more = finding("222222222222", false, "kms:Decrypt", "kms:Encrypt");

        assertThat(Difference.between(unsure(), sure(one))).isEmpty();
        assertThat(Difference.between(sure(one), unsure())).isEmpty();
        assertThat(Difference.between(unsure(one), sure(more)))
                .as("it may know no more")
                .isEmpty();
        assertThat(Difference.between(unsure(more), sure(one)))
                .as("it says more")
                .hasSize(1);
    }
}
