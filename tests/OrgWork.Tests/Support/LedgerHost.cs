using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests;

/// <summary>One host for the tests of a class: the test module of <c>tests/Fixtures/Ledger</c>, which has a field of every kind, beside the real modules.</summary>
public sealed class LedgerHost : IAsyncLifetime
{
    static readonly string Modules = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "modules"));

    internal TestHost Host { get; private set; } = null!;

    internal RegisterBook Book { get; private set; } = null!;
    internal RegisterPlace Entrants => Book.All.First(place => place.Path == "ledger/entrants");
    internal RegisterPlace Circles => Book.All.First(place => place.Path == "ledger/circles");
    internal IEnumerable<ModuleManifest> Manifests => Host.Platform.Current!.Modules.Select(module => module.Manifest);
    internal ModuleManifest Ledger => Manifests.First(manifest => manifest.Id == "ledger");

    public async Task InitializeAsync()
    {
        Host = await TestHost.StartAsync([.. Directory.GetDirectories(Modules), "Ledger"]);
        Book = new RegisterBook(Host.Platform.Current!.Modules.Select(m => (m.Manifest, (IEnumerable<Register>)m.Registers)).Append((OrgModule.Manifest, OrgModule.Registers)));
        Assert.All(Host.Platform.Catalog.Statuses, status => Assert.Null(status.Error));
    }

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    /// <summary>A way in under a login of the platform's, set up as the host sets up its own.</summary>
    internal NpgsqlDataSource LoginAs(string login, int pool = 4) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Host.Admin.ConnectionString)
    {
        Username = login, Password = TestHost.Keys.PasswordOf(login), MaxPoolSize = pool, NoResetOnClose = true, MaxAutoPrepare = 100, AutoPrepareMinUsages = 2,
    }.ConnectionString);

    internal Task<string> PathOfAsync(string code) => Host.AskAsync<string>($"select path from org.locality where code = '{code}'")!;

    /// <summary>Rows as an administrator would write them, with the triggers that keep persons and search pieces.</summary>
    internal async Task<Guid> AddEntrantAsync(string path, string name, string? identityMask = null, int rank = 0)
    {
        await using var insert = Host.Admin.CreateCommand("""
            with p as (insert into org.person (name, name_pinyin, name_initials, sex, identity_mask) values ($2, $3, $4, '1', $5) returning id)
            insert into ledger.entrant (locality_path, name, person_id, rank_order) select $1, $2, id, $6 from p returning id
            """);
        foreach (var value in (object[])[path, name, Pinyin.OfName(name), Pinyin.InitialsOfName(name), (object?)identityMask ?? DBNull.Value, rank]) insert.Parameters.Add(new() { Value = value });
        insert.Parameters[4].NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text;
        return (Guid)(await insert.ExecuteScalarAsync())!;
    }
}
