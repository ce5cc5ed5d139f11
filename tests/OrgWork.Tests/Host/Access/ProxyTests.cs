using System.Net;
using System.Text.RegularExpressions;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Host.Access;

/// <summary>TLS ends at a proxy before the platform: it alone is believed when it says so, and from whom a request came.</summary>
public sealed partial class ProxyTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("192.0.2.7", false)]
    public async Task Behind_the_named_proxy_cookies_are_for_TLS_alone_and_deeds_name_the_real_address(string proxy, bool isBelieved)
    {
        await using var host = await TestHost.StartBehindAsync(IPAddress.Parse(proxy));
        await using (var db = host.Platform.Databases.Of(OrgModule.Manifest).OpenForWriting(Scope.Whole(Guid.Empty), Actor.System))
        {
            var tree = await LocalityRows.ReadTreeAsync(db, default);
            await new AccountDeeds(db, host.Platform.Passwords, host.Platform.Identities).InsertAsync(new("behind", "周文博", null, null), tree.Find(TestHost.City)!, await host.Platform.Passwords.HashAsync(OfficeHost.Password, default), mustChange: false, default);
            db.NeedsNoDeed("arranged by a test");
            await db.CommitAsync();
        }
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new(host.Platform.BaseAddress) };
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");

        using var page = await client.GetAsync("/signin");
        var form = page.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("ow-form=", StringComparison.Ordinal));
        using var sent = new HttpRequestMessage(HttpMethod.Post, "/signin") { Content = new FormUrlEncodedContent([new("Account", "behind"), new("Password", OfficeHost.Password), new("To", "/"), new("__RequestVerificationToken", Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value)]) };
        sent.Headers.Add("Cookie", form.Split(';')[0]);
        using var answer = await client.SendAsync(sent);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var session = answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.Contains(Sessions.Cookie + "=", StringComparison.Ordinal));
        Assert.Equal(isBelieved, page.Headers.Contains("Strict-Transport-Security"));
        Assert.All([form, session], cookie => Assert.Equal(isBelieved, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(isBelieved, session.StartsWith("__Host-", StringComparison.Ordinal));
        Assert.Equal(isBelieved ? "203.0.113.9" : "127.0.0.1", await host.AskAsync<string>("select remote from audit.entry where deed = '登录' order by id desc limit 1"));
    }

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")] private static partial Regex Token();
}
