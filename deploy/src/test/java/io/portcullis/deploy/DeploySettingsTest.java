package io.portcullis.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.aws.AnalyzerChoice;
import io.portcullis.response.CorrectionMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploySettingsTest {

    @Test
    void hasADefaultForEachChoice() {
        DeploySettings settings = DeploySettings.of(least());

        assertThat(settings.analyzer()).isEqualTo(AnalyzerChoice.EMBEDDED);
        assertThat(settings.corrections()).isEqualTo(CorrectionMode.OFF);
        assertThat(settings.securityHub()).isEqualTo(SecurityHubMode.OFF);
        assertThat(settings.types()).containsExactly(ResourceType.KMS_KEY);
        assertThat(settings.zone("111122223333")).isEqualTo(new ZoneOfTrust.Account("111122223333"));
    }

    @Test
    void readsEachChoice() {
        Map<String, String> environment = least();
        environment.putAll(Map.of(
                "PORTCULLIS_ANALYZER", "both",
                "PORTCULLIS_CORRECTIONS", "propose",
                "PORTCULLIS_SECURITY_HUB", "on",
                "PORTCULLIS_ZONE_OF_TRUST", "o-a1b2c3d4e5"));
        DeploySettings settings = DeploySettings.of(environment);

        assertThat(settings.analyzer()).isEqualTo(AnalyzerChoice.BOTH);
        assertThat(settings.corrections()).isEqualTo(CorrectionMode.PROPOSE);
        assertThat(settings.securityHub()).isEqualTo(SecurityHubMode.ON);
        assertThat(settings.zone("111122223333"))
                .isEqualTo(new ZoneOfTrust.Organization("o-a1b2c3d4e5", Set.of("111122223333")));
    }

    @Test
    void trustsTheAccountsThatAreSaidToBeOfTheOrganization() {
        Map<String, String> environment = least();
        environment.put("PORTCULLIS_ZONE_OF_TRUST", "o-a1b2c3d4e5");
        environment.put("PORTCULLIS_ORGANIZATION_ACCOUNTS", "222222222222, 333333333333");

        assertThat(DeploySettings.of(environment).zone("111122223333"))
                .isEqualTo(new ZoneOfTrust.Organization(
                        "o-a1b2c3d4e5", Set.of("111122223333", "222222222222", "333333333333")));
    }

    @ParameterizedTest
    @CsvSource({
        "PORTCULLIS_ANALYZER, managd, embedded",
        "PORTCULLIS_CORRECTIONS, APPLY, apply",
        "PORTCULLIS_SECURITY_HUB, true, on",
        "PORTCULLIS_ZONE_OF_TRUST, 111122223333, o-a1b2c3d4e5",
        "PORTCULLIS_ORGANIZATION_ACCOUNTS, 222222222222 333333333333, commas",
        "PORTCULLIS_RESOURCE_TYPES, AWS::S3::Bucket, AWS::KMS::Key",
        "PORTCULLIS_TABEL, portcullis, PORTCULLIS_TABLE"
    })
    void namesTheVariableThatIsNotUnderstoodAndTheWayOut(String variable, String value, String wayOut) {
        Map<String, String> environment = least();
        environment.put(variable, value);

        assertThatThrownBy(() -> DeploySettings.of(environment))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(variable)
                .hasMessageContaining(wayOut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"propose", "apply"})
    void refusesCorrectionsThatAccessAnalyzerAloneCouldNotPlan(String corrections) {
        Map<String, String> environment = least();
        environment.put("PORTCULLIS_ANALYZER", "managed");
        environment.put("PORTCULLIS_CORRECTIONS", corrections);

        assertThatThrownBy(() -> DeploySettings.of(environment))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("PORTCULLIS_CORRECTIONS")
                .hasMessageContaining("embedded or both");
        environment.put("PORTCULLIS_CORRECTIONS", "off");
        assertThat(DeploySettings.of(environment).analyzer()).isEqualTo(AnalyzerChoice.MANAGED);
    }

    @Test
    void namesTheVariableThatIsMissing() {
        Map<String, String> environment = least();
        environment.remove("PORTCULLIS_BUS");

        assertThatThrownBy(() -> DeploySettings.of(environment)).hasMessageContaining("PORTCULLIS_BUS");
    }

    private static Map<String, String> least() {
        return new HashMap<>(Map.of(
                "AWS_REGION", "us-east-1",
                "PORTCULLIS_TABLE", "portcullis",
                "PORTCULLIS_BUS", "portcullis",
                "PORTCULLIS_TOPIC", "arn:aws:sns:us-east-1:111122223333:topic",
                "PORTCULLIS_CHANGE_QUEUE", "https://sqs.us-east-1.amazonaws.com/111122223333/changes",
                "PORTCULLIS_SWEEP_QUEUE", "https://sqs.us-east-1.amazonaws.com/111122223333/sweeps"));
    }
}
