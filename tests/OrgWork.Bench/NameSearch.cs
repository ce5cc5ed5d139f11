using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>Any one to three characters of a name, or initials, frequent and rare, in any scope: what the database takes under row security, with the product's own statement and login.</summary>
static class NameSearch
{
    const int Goal = 10;
    static readonly string[] Typed = ["张", "丽", "翀", "建国", "志强", "欧阳", "王建国", "z", "lx", "zjg", "wzq"];

    public static async Task<bool> RunAsync(string database, string folder, string modules, Action<string> say)
    {
        await using var platform = await Platform.PrepareAsync(new() { Database = database, Data = Path.Combine(folder, "data"), Modules = modules }, NullLoggerFactory.Instance);
        var book = new RegisterBook([(OrgModule.Manifest, OrgModule.Registers), .. platform.Catalog.Candidates.Select(module => (module.Manifest, (IEnumerable<Register>)module.Registers))]);
        var members = book.All.First(place => place.Path == "grassroots/members");
        var tree = await platform.Live.LocalitiesAsync(default);
        var places = tree.Roots.Concat(tree.Roots.SelectMany(tree.Below)).Where(place => place.Kind is LocalityKind.City or LocalityKind.County or LocalityKind.Township).OrderBy(place => place.Kind).Take(40).ToList();
        var times = new List<(double Ms, string What)>();
        // The first round reads from disk and plans.
        for (var round = 0; round < 4; round++)
            foreach (var place in places)
                foreach (var name in Typed)
                {
                    await using var db = platform.Databases.Of(members.Module).OpenForReading(Scope.Subtree(place, Guid.NewGuid()), Actor.System);
                    var request = ListRequest.Parse(members.Register, QueryHelpers.ParseQuery("?q=" + Uri.EscapeDataString(name)), Clock.Today);
                    var watch = Stopwatch.StartNew();
                    await new RegisterRows(db, book, platform.Identities).ListAsync(members, request, members.Register.Fields, 50, default);
                    if (round > 0) times.Add((watch.Elapsed.TotalMilliseconds, $"{name} in {place.Code}"));
                }
        times.Sort();
        var p99 = times[(int)(times.Count * 0.99)];
        say(string.Create(CultureInfo.InvariantCulture, $"name search under row security, {Typed.Length} ways in {places.Count} places: p50 {times[times.Count / 2].Ms:0.0} ms, p99 {p99.Ms:0.0} ms ({p99.What}; goal < {Goal} ms), slowest {times[^1].Ms:0.0} ms ({times[^1].What})"));
        return p99.Ms < Goal;
    }
}
