using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Boundaries;

/// <summary>Every address there is, taken from the running host: who may open it, and that nobody else may.</summary>
public sealed class EndpointTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    IReadOnlyList<RouteEndpoint> Endpoints => ledger.Host.Platform.Current!.Endpoints;

    [Fact]
    public void Every_address_says_who_may_open_it()
    {
        Assert.All(Endpoints, endpoint => Assert.Equal(1, new object?[] { endpoint.Metadata.GetMetadata<NeedsAttribute>(), endpoint.Metadata.GetMetadata<SignedInOnlyAttribute>(), endpoint.Metadata.GetMetadata<OpenAttribute>(), endpoint.Metadata.GetMetadata<ByKeyAttribute>() }.Count(said => said is not null)));
        Assert.InRange(Endpoints.Count(endpoint => endpoint.Metadata.GetMetadata<OpenAttribute>() is not null), 1, 8);
        Assert.True(Endpoints.Count > 50);
    }

    [Fact]
    public void Every_permission_that_is_asked_for_is_declared_by_the_module_the_address_belongs_to()
    {
        foreach (var endpoint in Endpoints)
            if (endpoint.Metadata.GetMetadata<NeedsAttribute>() is { } needs)
            {
                var manifest = endpoint.Metadata.GetMetadata<BelongsTo>()?.Module ?? OrgModule.Manifest;
                var declared = manifest.Permissions.Select(permission => permission.Id).ToList();
                Assert.All((string?[])[needs.Permission, needs.Write], permission => Assert.True(permission is null || declared.Contains(permission), $"{endpoint.RoutePattern.RawText}: {permission}"));
            }
    }

    /// <summary>To look and to write are two permissions wherever a register is.</summary>
    [Fact]
    public void No_register_is_written_with_the_permission_to_read_it()
    {
        foreach (var place in ledger.Book.All) Assert.NotEqual(place.Register.ReadPermission, place.Register.WritePermission);
        foreach (var endpoint in Endpoints.Where(endpoint => endpoint.RoutePattern.RawText!.Split('/')[^1] is "new" or "edit" or "remove"))
            if (endpoint.Metadata.GetMetadata<RegisterPlace>() is { } place)
                Assert.Equal(place.Register.WritePermission, endpoint.Metadata.GetMetadata<NeedsAttribute>()!.For("GET"));
    }

    /// <summary>A form that names its address is given no token of itself, and without one every answer is 400.</summary>
    [Fact]
    public void Every_form_that_posts_to_an_address_of_its_own_carries_its_token()
    {
        var root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", ".."));
        var pages = ((string[])["host", "modules", "shared"]).SelectMany(part => Directory.GetFiles(Path.Combine(root, part), "*.cshtml", SearchOption.AllDirectories)).ToList();
        Assert.True(pages.Count > 100);
        foreach (var page in pages)
            foreach (var form in File.ReadAllText(page).Split("<form ").Skip(1).Select(text => text.Split("</form>")[0]))
                if (form.Contains("method=\"post\"", StringComparison.Ordinal) && form.Contains(" action=\"", StringComparison.Ordinal))
                    Assert.True(form.Contains("asp-antiforgery=\"true\"", StringComparison.Ordinal) || form.Contains("@Html.AntiForgeryToken()", StringComparison.Ordinal), $"{page}: {form[..Math.Min(form.Length, 160)]}");
    }

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in_from_every_address_that_is_not_open()
    {
        using var stranger = ledger.Host.Stranger();
        await OfAllAsync(Addresses().Where(pair => pair.Endpoint.Metadata.GetMetadata<OpenAttribute>() is null && pair.Endpoint.Metadata.GetMetadata<ByKeyAttribute>() is null), async (endpoint, address) =>
        {
            var answer = await stranger.GetAsync(address);
            Assert.True(answer is { Status: 302, Location: { } to } && to.StartsWith("/signin", StringComparison.Ordinal), $"{address}: {answer.Status} {answer.Location}");
            Assert.True((await stranger.PostBareAsync(address)).Status is 401 or 405, $"{address}: {endpoint.DisplayName}");
        });
    }

    [Fact]
    public async Task Without_a_key_an_address_for_programs_answers_nobody_signed_in_or_not()
    {
        using var stranger = ledger.Host.Stranger();
        using var chief = await ledger.Host.SignInAsync(TestHost.City, [.. ledger.Manifests.Append(OrgModule.Manifest).SelectMany(manifest => manifest.Permissions).Select(permission => permission.Id)]);
        var keyed = Addresses().Where(pair => pair.Endpoint.Metadata.GetMetadata<ByKeyAttribute>() is not null).ToList();
        Assert.NotEmpty(keyed);
        foreach (var (_, address) in keyed)
            foreach (var somebody in (Browser[])[stranger, chief]) Assert.True((await somebody.GetAsync(address)).Status is 401 or 429, address);
    }

    /// <summary>Another site can make a browser send a form; it cannot know the token.</summary>
    [Fact]
    public async Task A_form_without_its_token_is_taken_nowhere_whoever_sends_it()
    {
        using var chief = await ledger.Host.SignInAsync(TestHost.City, [.. ledger.Manifests.Append(OrgModule.Manifest).SelectMany(manifest => manifest.Permissions).Select(permission => permission.Id)]);
        await OfAllAsync(Addresses().Where(pair => pair.Endpoint.Metadata.GetMetadata<ByKeyAttribute>() is null), async (endpoint, address) =>
        {
            var answer = await chief.PostBareAsync(address, ("locality", TestHost.City));
            Assert.True(answer.Status is 400 or 403 or 404 or 405, $"{address}: {answer.Status} {endpoint.DisplayName}");
        });
        Assert.Equal(200, (await chief.GetAsync($"/{TestHost.City}")).Status);
    }

    /// <summary>Signed in, with every permission but the one the address asks for.</summary>
    [Fact]
    public async Task Without_its_permission_an_address_neither_shows_nor_takes_anything()
    {
        var all = ledger.Manifests.Append(OrgModule.Manifest).SelectMany(manifest => manifest.Permissions).Select(permission => permission.Id).ToList();
        foreach (var alike in Addresses().Where(pair => pair.Endpoint.Metadata.GetMetadata<NeedsAttribute>() is not null).GroupBy(pair => pair.Endpoint.Metadata.GetMetadata<NeedsAttribute>()!.Permission))
        {
            using var other = await ledger.Host.SignInAsync(TestHost.City, [.. all.Where(permission => permission != alike.Key)]);
            await OfAllAsync(alike, async (_, address) => Assert.True((await other.GetAsync(address)).Status is 403, $"{address} without {alike.Key}"));
        }
        foreach (var alike in Addresses().Where(pair => pair.Endpoint.Metadata.GetMetadata<NeedsAttribute>() is not null).GroupBy(pair => pair.Endpoint.Metadata.GetMetadata<NeedsAttribute>()!.For("POST")))
        {
            using var other = await ledger.Host.SignInAsync(TestHost.City, [.. all.Where(permission => permission != alike.Key)]);
            await OfAllAsync(alike, async (_, address) => Assert.True((await other.PostBareAsync(address)).Status is 403, $"posting to {address} without {alike.Key}"));
        }
    }

    /// <summary>With every permission, no address fails, whether or not there is anything at it.</summary>
    [Fact]
    public async Task No_address_fails()
    {
        var all = ledger.Manifests.Append(OrgModule.Manifest).SelectMany(manifest => manifest.Permissions).Select(permission => permission.Id).ToArray();
        using var chief = await ledger.Host.SignInAsync(TestHost.City, all);
        var shown = 0;
        await OfAllAsync(Addresses(), async (endpoint, address) =>
        {
            var answer = await chief.GetAsync(address);
            Assert.True(answer.Status < 500, $"{address}: {answer.Status} {ledger.Host.Log}");
            if (answer.Status == 200) Interlocked.Increment(ref shown);
            foreach (var odd in Odd(endpoint))
                Assert.True((answer = await chief.GetAsync(address + odd)).Status < 500, $"{address}{odd}: {answer.Status} {ledger.Host.Log}");
        });
        Assert.True(shown > 20);
    }

    /// <summary>What nobody types. A page that has no such handler would only show itself once more.</summary>
    static IEnumerable<string> Odd(RouteEndpoint endpoint)
    {
        foreach (var odd in (string[])["?q=%00", "?q=%F0%A0%AE%B7", "?tab=%00&after=n.&before=x&sort=%27&dir=%00&below=9"]) yield return odd;
        var named = endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page ? PageModels.Of(page).GetMethods().Select(method => method.Name).ToList() : null;
        if (named?.Any(name => name.StartsWith("OnGetPick", StringComparison.Ordinal)) != false) yield return "?handler=pick&field=%00&q=%00";
        if (named?.Any(name => name.StartsWith("OnGetCount", StringComparison.Ordinal)) != false) yield return "?handler=count&q=%E9";
    }

    /// <summary>Several at a time: while one waits for the database another is written.</summary>
    static Task OfAllAsync(IEnumerable<(RouteEndpoint Endpoint, string Address)> addresses, Func<RouteEndpoint, string, Task> look) =>
        Parallel.ForEachAsync(addresses.ToList(), new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (pair, _) => await look(pair.Endpoint, pair.Address));

    /// <summary>Each address with the city's code and ids of nothing.</summary>
    IEnumerable<(RouteEndpoint Endpoint, string Address)> Addresses()
    {
        foreach (var endpoint in Endpoints)
        {
            var pattern = endpoint.RoutePattern;
            if (pattern.RawText!.Contains("health", StringComparison.Ordinal) || pattern.RawText.Contains("signout", StringComparison.OrdinalIgnoreCase)) continue;
            var segments = pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
            {
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "locality" } => TestHost.City,
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { IsOptional: true } => "",
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { ParameterPolicies: var policies } when policies.Any(policy => policy.Content == "guid") => Guid.NewGuid().ToString(),
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { ParameterPolicies: var policies } when policies.Any(policy => policy.Content == "int") => "1",
                _ => "nothing",
            })));
            yield return (endpoint, "/" + string.Join('/', segments.Where(segment => segment != "")));
        }
    }
}
