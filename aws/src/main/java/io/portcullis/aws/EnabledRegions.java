package io.portcullis.aws;

import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.account.model.RegionOptStatus;

/** Which Regions an account may use. */
public final class EnabledRegions {

    private EnabledRegions() {}

    /**
     * The Regions of the account of this client, sorted: all but those that are surely disabled, for what is being enabled
     * or disabled may hold keys.
     */
    public static Attempt<List<String>> of(AccountClient account) {
        try {
            return new Attempt.Given<>(account.listRegionsPaginator(request -> {}).regions().stream()
                    .filter(region -> region.regionOptStatus() != RegionOptStatus.DISABLED)
                    .map(region -> region.regionName())
                    .sorted()
                    .toList());
        } catch (SdkException e) {
            return new Attempt.Refused<>(Trouble.of("account:ListRegions", e));
        }
    }
}
