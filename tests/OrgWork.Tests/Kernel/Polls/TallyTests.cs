using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel.Polls;

/// <summary>The arithmetic of ballots: what cannot be is named with the two numbers that disagree.</summary>
public sealed class TallyTests
{
    static Tally Of(PollForm form, int?[] numbers, int[] votes, int? most = null, bool isWrittenIn = false) => new(form, ["1", "2", "3"],
        [new() { Number = 1, Name = "全体", Eligible = numbers[0], Present = numbers[1], Issued = numbers[2], Returned = numbers[3], Invalid = numbers[4] }],
        [new() { Number = 1, Title = "陶静", IsWrittenIn = isWrittenIn }], [.. votes.Select((vote, n) => new TallyCount(1, 1, $"{n + 1}", vote))]) { Most = most };

    [Fact]
    public void Numbers_that_agree_are_taken() => Assert.Empty(Of(PollForm.Each, [30, 28, 28, 27, 1], [20, 4, 2]).Faults());

    [Theory]
    [InlineData(30, 31, 28, 27, 1, "g1.present", "实到 31 多于应到 30")]
    [InlineData(30, 28, 29, 27, 1, "g1.issued", "发出 29 多于实到 28")]
    [InlineData(30, 28, 28, 29, 1, "g1.returned", "收回 29 多于发出 28")]
    [InlineData(30, 28, 28, 27, 28, "g1.invalid", "无效 28 多于收回 27")]
    public void A_number_greater_than_the_one_before_it_is_named_with_both(int eligible, int present, int issued, int returned, int invalid, string key, string words)
    {
        var fault = Assert.Single(Of(PollForm.Some, [eligible, present, issued, returned, invalid], [0, 0, 0]).Faults());
        Assert.Equal(key, fault.Key);
        Assert.StartsWith(words, fault.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_ballot_marks_every_item_once_unless_items_may_be_left_open()
    {
        int?[] numbers = [30, 28, 28, 27, 1];
        Assert.Contains("陶静各项合计 25 票，有效票 26 张，对不上", Assert.Single(Of(PollForm.Each, numbers, [20, 3, 2]).Faults()).Words, StringComparison.Ordinal);
        Assert.Empty(Of(PollForm.Some, numbers, [20, 3, 2]).Faults());
        Assert.Contains("陶静各项合计 27 票，多于有效票 26 张", Assert.Single(Of(PollForm.Some, numbers, [20, 5, 2]).Faults()).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void No_ballot_approves_of_more_than_there_are_seats()
    {
        var tally = new Tally(PollForm.Seats, ["1", "2", "3"], [new() { Number = 1, Name = "全体", Eligible = 10, Present = 10, Issued = 10, Returned = 10, Invalid = 0 }],
            [new() { Number = 1, Title = "甲" }, new() { Number = 2, Title = "乙" }, new() { Number = 3, Title = "丙", IsWrittenIn = true }],
            [new(1, 1, "1", 10), new(1, 2, "1", 9), new(1, 2, "2", 1), new(1, 3, "1", 2)]) { Most = 2 };
        Assert.Contains("共得 21 票，每票至多 2 名，有效票 10 张，至多 20 票", Assert.Single(tally.Faults()).Words, StringComparison.Ordinal);
        Assert.Empty((tally with { Most = 3 }).Faults());
    }

    [Fact]
    public void What_is_missing_is_asked_for_by_name() => Assert.Equal(["g1.eligible", "g1.returned"], Of(PollForm.Some, [null, 3, 3, null, 0], [0, 0, 0]).Faults().Select(fault => fault.Key));

    [Fact]
    public void Those_with_equal_votes_for_the_last_seat_are_voted_on_again()
    {
        Assert.Equal(["passed", "tied", "tied", "failed"], Tally.Elected([(1, 20, true), (2, 18, true), (3, 18, true), (4, 9, false)], 2).OrderBy(one => one.Key).Select(one => one.Value));
        Assert.Equal(["passed", "passed", "failed"], Tally.Elected([(1, 20, true), (2, 18, true), (3, 17, true)], 2).OrderBy(one => one.Key).Select(one => one.Value));
        Assert.Equal(["passed", "failed"], Tally.Elected([(1, 20, true), (2, 9, false)], 2).OrderBy(one => one.Key).Select(one => one.Value));
    }

    [Fact]
    public void The_share_of_each_group_counts_by_its_weight_and_nobody_is_no_share()
    {
        var tally = new Tally(PollForm.Some, ["1", "2"], [new() { Number = 1, Weight = 60 }, new() { Number = 2, Weight = 40 }, new() { Number = 3, Weight = 100 }], [new() { Number = 1, Title = "总体" }, new() { Number = 2, Title = "作风" }],
            [new(1, 1, "1", 9), new(1, 1, "2", 1), new(2, 1, "1", 1), new(2, 1, "2", 1)]);
        Assert.Equal(74m, tally.Share(tally.Items[0], ["1"]));
        Assert.Equal(50m, tally.Share(tally.Items[0], ["1"], tally.Groups[1]));
        Assert.Null(tally.Share(tally.Items[1], ["1"]));
        Assert.Equal("—", Ballots.Percent(tally.Share(tally.Items[1], ["1"])));
    }

    /// <summary>Whatever numbers are typed: what the arithmetic takes, the database takes too, and the other way round (<see cref="Ui.Polls.PollTests"/> tries the other side).</summary>
    [Fact]
    public void Numbers_below_nothing_are_no_numbers() => Assert.Contains(Of(PollForm.Some, [10, 10, 10, 10, 0], [12, -2, 0]).Faults(), fault => fault.Words.Contains("-2 小于 0", StringComparison.Ordinal));
}
