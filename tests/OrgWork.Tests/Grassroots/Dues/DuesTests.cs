using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.PartyLife;
using Xunit;

namespace OrgWork.Tests.Grassroots.Dues;

/// <summary>党费: standards, the month's ledger, arrears, what goes upward, receipts, the year's statement.</summary>
public sealed class DuesTests(LifeHost life) : IClassFixture<LifeHost>
{
    static readonly string[] Secretary = [.. LifeHost.Secretary, "grassroots.dues.read", "grassroots.dues.edit"];
    static DateOnly This => new(Clock.Today.Year, Clock.Today.Month, 1);
    TestHost Host => life.Host;

    /// <summary>A branch whose ledger is empty; the first has 5001 yuan of salary, the second is a farmer, the third has a pension of 6000.</summary>
    async Task<(LifeHost.Branch Branch, Guid[] Members)> BranchAsync(DateOnly paidTo)
    {
        var branch = await life.BranchAsync();
        var members = await life.MembersAsync(branch);
        await Host.DoAsync($"""
            update grassroots.dues_month set removed_at = now() where organisation_id = '{branch.Id}'; update grassroots.dues_remittance set removed_at = now() where organisation_id = '{branch.Id}'; update grassroots.dues_gift set removed_at = now() where organisation_id = '{branch.Id}';
            update grassroots.member set dues_class = '3', dues_base = null, dues_fixed = null, dues_relief = null, dues_paid_to_on = '{paidTo:yyyy-MM-dd}', joined_on = '2010-01-01' where organisation_id = '{branch.Id}';
            update grassroots.member set dues_class = '1', dues_base = 5001 where id = '{members[0]}'; update grassroots.member set dues_class = '2', dues_base = 6000 where id = '{members[2]}'
            """);
        return (branch, members);
    }

    static string Sheet(LifeHost.Branch branch, DateOnly month) => $"/{branch.Code}/grassroots/dues/sheet/{branch.Id}?month={Month.Of(month)}";

    [Fact]
    public async Task The_sheet_knows_what_everybody_owes_by_the_whole_base_refuses_less_and_moves_paid_to_on()
    {
        var (branch, members) = await BranchAsync(This.AddMonths(-1));
        using var secretary = await Host.SignInAsync(branch.Code, Secretary);

        var sheet = await secretary.GetAsync(Sheet(branch, This));
        var less = await secretary.SubmitAsync(Sheet(branch, This), ("on", Dates.Format(Clock.Today)), ($"paid.{members[0]}", "50.01"));
        var paid = await secretary.SubmitAsync(Sheet(branch, This), ("on", Dates.Format(Clock.Today)), ($"paid.{members[1]}", ""));

        string Prefilled(Guid member) => sheet.Document.QuerySelector($"input[name='paid.{member}']")!.GetAttribute("value")!;
        Assert.Equal(("75.02", "0.20", "60.00"), (Prefilled(members[0]), Prefilled(members[1]), Prefilled(members[2])));
        Assert.Equal((422, 302), (less.Status, paid.Status));
        Assert.Contains("5001 元 × 1.5%", less.Text, StringComparison.Ordinal);
        Assert.Equal((This, This.AddMonths(-1)), (await Host.AskAsync<DateOnly>($"select dues_paid_to_on from grassroots.member where id = '{members[0]}'"), await Host.AskAsync<DateOnly>($"select dues_paid_to_on from grassroots.member where id = '{members[1]}'")));
        Assert.Equal(75.02m, await Host.AskAsync<decimal>($"select paid from grassroots.dues_month where member_id = '{members[0]}' and month_on = '{This:yyyy-MM-dd}' and removed_at is null"));
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{branch.Id}' and changes::text like '%{Month.Of(This)} 党费%'"));
    }

    [Fact]
    public async Task Arrears_of_three_months_are_lit_and_a_gap_keeps_paid_to_where_it_is_until_it_is_filled()
    {
        var (branch, members) = await BranchAsync(This.AddMonths(-4));
        using var secretary = await Host.SignInAsync(branch.Code, Secretary);
        async Task<bool> IsLitAsync() => (await secretary.GetAsync($"/{branch.Code}/grassroots/members?rule=members.dues-three-months")).Text.Contains(members[0].ToString(), StringComparison.Ordinal);
        Task<Answer> PayAsync(DateOnly month) => secretary.SubmitAsync(Sheet(branch, month), [("on", Dates.Format(Clock.Today)), .. members.Skip(1).Select(member => ($"paid.{member}", ""))]);
        var before = await IsLitAsync();

        await PayAsync(This.AddMonths(-2));
        var gap = await Host.AskAsync<DateOnly>($"select dues_paid_to_on from grassroots.member where id = '{members[0]}'");
        await PayAsync(This.AddMonths(-3));
        var filled = await Host.AskAsync<DateOnly>($"select dues_paid_to_on from grassroots.member where id = '{members[0]}'");
        var after = await IsLitAsync();
        var wrong = await secretary.PostFromAsync(Sheet(branch, This.AddMonths(-3)), $"/{branch.Code}/grassroots/dues/sheet/{branch.Id}?handler=takeOut&month={Month.Of(This.AddMonths(-3))}", ("member", members[0].ToString()), ("reason", "登记错了人"));

        Assert.Equal((true, This.AddMonths(-4), This.AddMonths(-2), false), (before, gap, filled, after));
        Assert.Equal((302, This.AddMonths(-4)), (wrong.Status, await Host.AskAsync<DateOnly>($"select dues_paid_to_on from grassroots.member where id = '{members[0]}'")));
    }

    [Fact]
    public async Task A_standard_is_changed_on_one_sheet_with_its_paper_and_what_follows_is_reckoned()
    {
        var (branch, members) = await BranchAsync(This.AddMonths(-1));
        using var secretary = await Host.SignInAsync(branch.Code, Secretary);
        var address = $"/{branch.Code}/grassroots/dues/standards/{branch.Id}";

        var changed = await secretary.SubmitAsync(address, ($"base.{members[0]}", "10001"), ($"relief.{members[2]}", "党委批〔2026〕4号，重病"), ($"fixed.{members[2]}", "0.20"), ($"until.{members[2]}", Month.Of(This.AddMonths(6)).ToString()));
        var sheet = await secretary.GetAsync(Sheet(branch, This));

        string Prefilled(Guid member) => sheet.Document.QuerySelector($"input[name='paid.{member}']")!.GetAttribute("value")!;
        Assert.Equal(302, changed.Status);
        Assert.Equal(("200.02", "0.20"), (Prefilled(members[0]), Prefilled(members[2])));
        Assert.Equal(2L, await Host.AskAsync<long>($"select count(*) from audit.entry where row_id in ('{members[0]}', '{members[2]}') and changes::text like '%党费交纳标准%'"));
    }

    [Fact]
    public async Task What_goes_upward_is_what_came_in_is_confirmed_above_and_shuts_the_months()
    {
        var (branch, members) = await BranchAsync(This.AddMonths(-2));
        using var secretary = await Host.SignInAsync(branch.Code, Secretary);
        using var township = await Host.SignInAsync(branch.Home, [.. Secretary, "grassroots.dues.confirm"]);
        var (year, month) = (This.AddMonths(-1).Year, This.AddMonths(-1));
        await secretary.SubmitAsync(Sheet(branch, month), ("on", Dates.Format(Clock.Today)));
        var total = await Host.AskAsync<decimal>($"select sum(paid) from grassroots.dues_month where organisation_id = '{branch.Id}' and removed_at is null");
        var (account, above) = ($"/{branch.Code}/grassroots/dues/account/{branch.Id}?year={year}", $"/{branch.Home}/grassroots/dues/account/{branch.Id}?year={year}");
        (string, string)[] form = [("from", Month.Of(month).ToString()), ("to", Month.Of(month).ToString()), ("on", Dates.Format(Clock.Today)), ("receipt", "SJ9")];
        Task<Answer> RemitAsync(string amount) => secretary.PostFromAsync(account, account.Replace("?", "?handler=remit&", StringComparison.Ordinal), [.. form, ("amount", amount)]);

        var (more, sent, twice) = (await RemitAsync($"{total + 1:0.00}"), await RemitAsync($"{total:0.00}"), await RemitAsync($"{total:0.00}"));
        var id = await Host.AskAsync<Guid>($"select id from grassroots.dues_remittance where organisation_id = '{branch.Id}' and removed_at is null");
        var own = await secretary.PostFromAsync(account, account.Replace("?", "?handler=confirm&", StringComparison.Ordinal), ("remittance", id.ToString()));
        var confirmed = await township.PostFromAsync(above, above.Replace("?", "?handler=confirm&", StringComparison.Ordinal), ("remittance", id.ToString()));
        var shut = await secretary.PostFromAsync(Sheet(branch, month), $"/{branch.Code}/grassroots/dues/sheet/{branch.Id}?handler=takeOut&month={Month.Of(month)}", ("member", members[0].ToString()), ("reason", "想改"));

        Assert.Equal((422, 302, 422), (more.Status, sent.Status, twice.Status));
        Assert.Equal((403, 302, 422), (own.Status, confirmed.Status, shut.Status));
        Assert.Equal(total, await Host.AskAsync<decimal>($"select amount from grassroots.dues_remittance where id = '{id}' and confirmed_on is not null"));
    }

    [Fact]
    public async Task A_member_gets_a_receipt_and_the_years_statement_and_a_thousand_given_goes_to_the_centre()
    {
        var (branch, members) = await BranchAsync(This.AddMonths(-1));
        using var secretary = await Host.SignInAsync(branch.Code, Secretary);
        await secretary.SubmitAsync(Sheet(branch, This), ("on", Dates.Format(Clock.Today)));
        var statement = await secretary.GetAsync($"/{branch.Code}/grassroots/dues/statement/{members[0]}?year={This.Year}");
        var receipt = await secretary.GetAsync(statement.Document.QuerySelector("td a[href*='receipt']")!.GetAttribute("href")!);
        var account = $"/{branch.Code}/grassroots/dues/account/{branch.Id}";
        var given = await secretary.PostFromAsync(account, account + "?handler=gift", ("member", members[0].ToString()), ("amount", "1000"), ("on", Dates.Format(Clock.Today)));
        var page = await secretary.GetAsync(account);

        Assert.Contains("75.02", statement.Text, StringComparison.Ordinal);
        Assert.Contains($"{This:yyyyMM}-", receipt.Text, StringComparison.Ordinal);
        Assert.Equal(302, given.Status);
        Assert.Contains("未上缴", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secretary_reaches_no_dues_of_another_branch_by_address_or_by_form()
    {
        var ((own, _), (other, members)) = (await BranchAsync(This.AddMonths(-1)), await BranchAsync(This.AddMonths(-1)));
        using var secretary = await Host.SignInAsync(own.Code, Secretary);

        foreach (var address in new[] { $"dues/sheet/{other.Id}", $"dues/standards/{other.Id}", $"dues/account/{other.Id}", $"dues/statement/{members[0]}" })
            Assert.Equal(404, (await secretary.GetAsync($"/{own.Code}/grassroots/{address}")).Status);
        var smuggled = await secretary.SubmitAsync(Sheet(own, This), ("on", Dates.Format(Clock.Today)), ($"paid.{members[0]}", "75.02"));
        Assert.Equal(302, smuggled.Status);
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from grassroots.dues_month where member_id = '{members[0]}' and month_on = '{This:yyyy-MM-dd}' and removed_at is null"));
    }
}
