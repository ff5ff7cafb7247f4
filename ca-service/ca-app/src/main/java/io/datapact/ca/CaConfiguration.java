package io.datapact.ca;

import com.zaxxer.hikari.HikariDataSource;
import io.datapact.ca.authority.AuthorityFiles;
import io.datapact.ca.authority.IssuingAuthorities;
import io.datapact.ca.home.AdminSecret;
import io.datapact.ca.home.CaHome;
import io.datapact.ca.policy.IssuancePolicy;
import io.datapact.ca.setting.CaSettings;
import io.datapact.pki.key.EcdsaSignatures;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts together; each is built from the settings and knows nothing of Spring. */
@Configuration(proxyBeanMethods = false)
class CaConfiguration {

    private static final int DATABASE_CONNECTIONS = 8;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean(destroyMethod = "close")
    CaHome home(CaSettings settings) {
        return CaHome.open(settings.homePath());
    }

    @Bean
    AdminSecret adminSecret(CaHome home, SecureRandom random) {
        return AdminSecret.loadOrCreate(home.adminSecretFile(), random);
    }

    @Bean
    DataSource dataSource(CaHome home, CaSettings settings) {
        HikariDataSource source = new HikariDataSource();
        source.setPoolName("ca");
        source.setJdbcUrl(settings.database().urlIn(home));
        source.setUsername(settings.database().user());
        source.setPassword(settings.database().password());
        source.setMaximumPoolSize(DATABASE_CONNECTIONS);
        return source;
    }

    @Bean
    IssuingAuthorities issuingAuthorities(CaHome home, CaSettings settings, SecureRandom random, Clock clock) {
        return new AuthorityFiles(home, random, clock).openOrCreate(settings.consortium(), EcdsaSignatures.fastest());
    }

    @Bean
    IssuancePolicy issuancePolicy(CaSettings settings) {
        return IssuancePolicy.standard(settings.consortium(), settings.certificateLifetime());
    }
}
