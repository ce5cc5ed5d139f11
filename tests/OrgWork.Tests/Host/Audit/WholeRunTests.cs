using Xunit;
using Xunit.Abstractions;

namespace OrgWork.Tests.Host.Audit;

/// <summary>What is asked of all tests together: after them, and by itself.</summary>
[CollectionDefinition(nameof(WholeRunTests), DisableParallelization = true)]
public sealed class WholeRunCollection;

/// <summary>Every handler that takes a post is come to by some test: what it changes is on record there, since nothing is committed otherwise (DbTests).</summary>
[Collection(nameof(WholeRunTests))]
public sealed class WholeRunTests(ITestOutputHelper said)
{
    /// <summary>So many hosts are started by a run of all tests and more; by a chosen few of them it is not told which handlers nobody comes to.</summary>
    const int HostsOfAll = 300;
    /// <summary>Handlers that no test of the whole run comes to. It is to fall, never to rise.</summary>
    const int MostUnreached = 5;

    [Fact]
    public async Task Of_all_handlers_that_take_a_post_only_so_many_are_come_to_by_no_test()
    {
        await using var host = await TestHost.StartAsync(Packages.Modules);
        var unreached = EveryDeedTests.HandlersOf(host).Distinct().Where(handler => !HandlersWatched.All.Reached.ContainsKey(handler)).Order(StringComparer.Ordinal).ToList();
        said.WriteLine($"{TestHost.Hosts} hosts; {unreached.Count} handlers never reached:\n  " + string.Join("\n  ", unreached));
        if (TestHost.Hosts < HostsOfAll) return;
        Assert.True(unreached.Count <= MostUnreached, $"{unreached.Count} handlers were never reached: {string.Join(", ", unreached)}");
    }

    /// <summary>Asked of every host that has ended, as it ended. Several entries of one row in one transaction tell several things: a file beside a deed, each relative that a form brought. None tells what another told.</summary>
    [Fact]
    public void No_transaction_of_any_test_told_the_very_same_of_a_row_twice()
    {
        said.WriteLine("told several times of one row in one transaction:\n  " + string.Join("\n  ", TestHost.ToldTwice.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key.Deeds}{(pair.Key.IsSame ? " (the same)" : "")}: {pair.Value}")));
        Assert.Empty(TestHost.ToldTwice.Where(pair => pair.Key.IsSame).Select(pair => $"{pair.Key.Deeds}: {pair.Value}"));
    }
}
