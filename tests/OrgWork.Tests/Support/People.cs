using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests;

/// <summary>One host for all tests of a class, with the module 试件 and accounts that sign in as people do.</summary>
public sealed class OfficeHost : IAsyncLifetime
{
    public const string Password = "Kettle-41-Marble";

    static readonly Lazy<Task<string>> Hash = new(async () =>
    {
        using var passwords = new Passwords();
        return await passwords.HashAsync(Password, default);
    });

    int count;
    internal TestHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await TestHost.StartAsync("Probe");
    public async Task DisposeAsync() => await Host.DisposeAsync();

    internal sealed record Person(Guid Id, string Account, string Name);

    /// <summary>Somebody with these roles, belonging to the place of the first.</summary>
    internal async Task<Person> MakeAsync(string place, params (string Role, string Place)[] grants)
    {
        var number = Interlocked.Increment(ref count);
        var person = new Person(Guid.NewGuid(), $"p{number}", $"周文{(char)('甲' + number)}");
        await using var db = Host.Platform.Databases.Of(OrgModule.Manifest).OpenForWriting(Scope.Whole(Guid.Empty), Actor.System);
        var tree = await LocalityRows.ReadTreeAsync(db, default);
        var id = await new AccountDeeds(db, Host.Platform.Passwords, Host.Platform.Identities).InsertAsync(new(person.Account, person.Name, null, null), tree.Find(place)!, await Hash.Value, mustChange: false, default);
        foreach (var (role, at) in grants)
            await db.ExecuteAsync("insert into org.role_grant (account_id, role_id, locality_id) values (@id, @role, @place)", new { id, role, place = tree.Find(at)!.Id });
        db.NeedsNoDeed("arranged by a test");
        await db.CommitAsync();
        return person with { Id = id };
    }

    internal async Task<(Person Person, Browser Browser)> MakeSignedInAsync(string place, params (string Role, string Place)[] grants)
    {
        var person = await MakeAsync(place, grants);
        return (person, await SignInAsync(person.Account));
    }

    internal async Task<Browser> SignInAsync(string account, string password = Password)
    {
        var browser = Host.Stranger();
        var answer = await TryAsync(browser, account, password);
        Assert.Equal(302, answer.Status);
        return browser;
    }

    internal static Task<Answer> TryAsync(Browser browser, string account, string password, string to = "/") => browser.PostAsync("/signin", ("Account", account), ("Password", password), ("To", to));

    internal Task<long> CountAsync(string sql) => Host.AskAsync<long>("select count(*) " + sql)!;
}

static class Forms
{
    /// <summary>Sends a form that stands on another page than the one it goes to.</summary>
    public static async Task<Answer> PostFromAsync(this Browser browser, string page, string to, params (string Name, string Value)[] values)
    {
        var token = (await browser.GetAsync(page)).Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        return await browser.PostBareAsync(to, [.. values, ("__RequestVerificationToken", token)]);
    }
}
