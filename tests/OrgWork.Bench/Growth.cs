using System.Globalization;
using OrgWork.Host;

namespace OrgWork.Bench;

/// <summary>Ten times the members: the same pages of places of the same size, in turn, of the one city and of the other. And names are searched among all of them.</summary>
static class Growth
{
    const double Goal = 0.95;

    public static async Task<bool> RunAsync(PrivateCluster cluster, string folder, string modules, int members, int seconds, int rounds, Action<string> say)
    {
        var databases = new[] { await World.PrepareAsync(cluster, folder, modules, members, say), await World.PrepareAsync(cluster, folder, modules, 10 * members, say) };
        await using var small = await World.ReadAsync(databases[0]);
        await using var large = await World.ReadAsync(databases[1]);
        await using var ofSmall = Start(databases[0], folder, modules, "small", 18092);
        await using var ofLarge = Start(databases[1], folder, modules, "large", 18094);
        await ofSmall.ReadyAsync();
        await ofLarge.ReadyAsync();
        var isMet = true;
        foreach (var (name, pages) in (IEnumerable<(string, Func<World, IReadOnlyList<string>>)>)
        [
            ("list in scope (50 of a township)", world => [.. world.Townships.Select(town => $"/{town.Code}/grassroots/members")]),
            ("record with 3 child lists", world => [.. world.Members.Select(member => $"/{member.Code}/grassroots/members/{member.Id}")]),
        ])
        {
            var ratios = new List<double>();
            for (var round = 0; round <= rounds; round++)
            {
                var (few, many) = (await Wrk.RunAsync(ofSmall, "ow=" + small.Token, pages(small), 16, seconds), await Wrk.RunAsync(ofLarge, "ow=" + large.Token, pages(large), 16, seconds));
                if (round > 0) ratios.Add(many.PerSecond / few.PerSecond);
            }
            var ratio = ratios.Order().ElementAt(ratios.Count / 2);
            isMet &= ratio >= Goal;
            say(string.Create(CultureInfo.InvariantCulture, $"{name}: {ratio:0.00} of the throughput at {members} with {10 * members} members (goal ≥ {Goal:0.00})"));
        }
        return await NameSearch.RunAsync(databases[1], folder, modules, say) && isMet;
    }

    static Server Start(string database, string folder, string modules, string name, int port) =>
        Server.Start(folder, name, [typeof(Platform).Assembly.Location, "serve", "--port", $"{port}", "--data", Path.Combine(folder, "data"), "--modules", modules], port, "/health/live", ("ORGWORK_DB", database));
}
