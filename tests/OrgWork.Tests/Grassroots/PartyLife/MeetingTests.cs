using System.Text;
using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Grassroots.PartyLife.LifeHost;

namespace OrgWork.Tests.Grassroots.PartyLife;

public sealed class MeetingTests(LifeHost life) : IClassFixture<LifeHost>
{
    [Fact, Trait("Row", "G2.1")]
    public async Task A_secretary_enters_a_meeting_with_everybody_there_but_those_ticked_otherwise_and_it_counts_when_confirmed()
    {
        var branch = await life.BranchAsync();
        var members = await life.MembersAsync(branch);
        using var secretary = await life.Host.SignInAsync(branch.Code, Secretary);

        var form = await secretary.GetAsync(WriteUrl(branch, "11"));
        var saved = await secretary.SubmitAsync(WriteUrl(branch, "11"), [.. Form(Clock.Today, "第四季度党员大会"), ($"s.{members[1]}", "2"), ($"r.{members[1]}", "住院"), ($"s.{members[2]}", "3")]);
        var record = await secretary.GetAsync(saved.Location!);

        Assert.Equal(members.Length, form.Document.QuerySelectorAll(".att li").Length);
        Assert.Equal(302, saved.Status);
        Assert.Equal($"3|{members.Length}|{members.Length - 2}|1|1", await life.Host.AskAsync<string>($"select state || '|' || due_count || '|' || present_count || '|' || leave_count || '|' || absent_count from grassroots.meeting where organisation_id = '{branch.Id}'"));
        Assert.Equal("住院", await life.Host.AskAsync<string>($"select reason from grassroots.attendance where member_id = '{members[1]}' and held_on = current_date"));
        Assert.Contains("请假：住院", record.Text, StringComparison.Ordinal);
        Assert.Equal(2L, await life.Host.AskAsync<long>($"select count(*) from audit.entry where register = 'meetings' and locality_path = '{branch.Path}'"));
        Assert.DoesNotContain("支部党员大会没有按季开", (await secretary.GetAsync($"/{branch.Code}/grassroots/life/branch/{branch.Id}")).In("ul.waiting") ?? "", StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G2.1")]
    public async Task What_is_planned_and_what_is_not_confirmed_does_not_count()
    {
        var branch = await life.BranchAsync();
        using var secretary = await life.Host.SignInAsync(branch.Code, Secretary);

        var planned = await secretary.SubmitAsync(WriteUrl(branch, "11"), [.. Form(Clock.Today.AddDays(9), "下次党员大会").Where(field => field.Item1 != "act"), ("act", "plan")]);
        var ahead = await secretary.SubmitAsync(WriteUrl(branch, "11"), Form(Clock.Today.AddDays(9), "还没有开"));
        var kept = await secretary.SubmitAsync(WriteUrl(branch, "11"), [.. Form(Clock.Today, "先存着").Where(field => field.Item1 != "act"), ("act", "keep")]);
        var year = await secretary.GetAsync($"/{branch.Code}/grassroots/life/branch/{branch.Id}");

        Assert.Equal((302, 422, 302), (planned.Status, ahead.Status, kept.Status));
        Assert.Contains("按“存为计划”", ahead.Text, StringComparison.Ordinal);
        Assert.Equal("1,2", await life.Host.AskAsync<string>($"select string_agg(state, ',' order by state) from grassroots.meeting where organisation_id = '{branch.Id}'"));
        Assert.Contains("支部党员大会", year.In("ul.waiting"), StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G2.1")]
    public async Task A_committee_meeting_with_fewer_than_half_is_not_confirmed_and_the_article_says_why()
    {
        var branch = await life.BranchAsync(5);
        var members = await life.MembersAsync(branch);
        await life.Host.DoAsync($"update grassroots.member_post set ended_on = current_date where organisation_id = '{branch.Id}' and ended_on is null");
        foreach (var (member, n) in members.Take(4).Select((member, n) => (member, n)))
            await life.Host.DoAsync($"insert into grassroots.member_post (member_id, locality_path, post, organisation_name, organisation_id, began_on) values ('{member}', '{branch.Path}', '{(n == 0 ? "001A" : "002A")}', '试行支委', '{branch.Id}', '2025-01-01')");
        using var secretary = await life.Host.SignInAsync(branch.Code, Secretary);

        var refused = await secretary.SubmitAsync(WriteUrl(branch, "12"), [.. Form(Clock.Today, "支委会"), ($"s.{members[0]}", "3"), ($"s.{members[1]}", "3"), ($"s.{members[2]}", "2")]);
        var enough = await secretary.SubmitAsync(WriteUrl(branch, "12"), [.. Form(Clock.Today, "支委会"), ($"s.{members[0]}", "3"), ($"s.{members[1]}", "2")]);

        Assert.Equal((422, 302), (refused.Status, enough.Status));
        Assert.Contains("第十二条", refused.In(".note-r"), StringComparison.Ordinal);
        Assert.Equal("3|4|2", await life.Host.AskAsync<string>($"select state || '|' || due_count || '|' || present_count from grassroots.meeting where organisation_id = '{branch.Id}'"));
    }

    [Fact, Trait("Row", "G2.1")]
    public async Task The_level_above_sends_a_record_back_with_a_remark_and_it_counts_again_when_confirmed_anew()
    {
        var branch = await life.BranchAsync();
        using var secretary = await life.Host.SignInAsync(branch.Code, Secretary);
        using var township = await life.Host.SignInAsync(branch.Home, Township);
        var saved = await secretary.SubmitAsync(WriteUrl(branch, "21"), Form(Clock.Today, "环境清洁", ("Resolution", "下月再来")));
        var id = saved.Location!.Split('/')[^1];

        var own = await secretary.PostFromAsync($"/{branch.Code}/grassroots/meetings/{id}", $"/{branch.Code}/grassroots/meetings/return/{id}", ("Remark", "自己退自己"));
        var back = await township.PostFromAsync($"/{branch.Home}/grassroots/meetings/{id}", $"/{branch.Home}/grassroots/meetings/return/{id}", ("Remark", "缺照片"));
        var seen = await secretary.GetAsync($"/{branch.Code}/grassroots/meetings/{id}");
        var state = await life.Host.AskAsync<string>($"select state from grassroots.meeting where id = '{id}'");
        var again = await secretary.SubmitAsync($"/{branch.Code}/grassroots/meetings/write/{id}", ("act", "confirm"));

        Assert.Equal((403, 302, "4"), (own.Status, back.Status, state));
        Assert.Contains("缺照片", seen.In(".note-r"), StringComparison.Ordinal);
        Assert.Equal((302, "3"), (again.Status, await life.Host.AskAsync<string>($"select state from grassroots.meeting where id = '{id}'")));
        Assert.Equal("缺照片", await life.Host.AskAsync<string>($"select reason from audit.entry where row_id = '{id}' and reason is not null limit 1"));
    }

    [Fact]
    public async Task A_secretary_reaches_no_meeting_of_another_branch_by_address_or_by_form()
    {
        var (own, other) = (await life.BranchAsync(), await life.BranchAsync());
        var stranger = (await life.MembersAsync(other))[0];
        await life.HoldAsync(other, "11", Clock.Today);
        var theirs = await life.Host.AskAsync<Guid>($"select id from grassroots.meeting where organisation_id = '{other.Id}'");
        using var secretary = await life.Host.SignInAsync(own.Code, Secretary);

        foreach (var address in new[] { $"meetings/{theirs}", $"meetings/write/{theirs}", $"meetings/write?organisation={other.Id}&kind=11", $"life/branch/{other.Id}", $"life/handbook/{other.Id}" })
            Assert.Equal(404, (await secretary.GetAsync($"/{own.Code}/grassroots/{address}")).Status);
        var foreign = await secretary.SubmitAsync(WriteUrl(own, "11"), Form(Clock.Today, "换支部", ("organisation", other.Id.ToString())));
        var smuggled = await secretary.SubmitAsync(WriteUrl(own, "11"), Form(Clock.Today, "混入别人", ($"s.{stranger}", "1")));

        Assert.Equal((404, 302), (foreign.Status, smuggled.Status));
        Assert.Equal(0L, await life.Host.AskAsync<long>($"select count(*) from grassroots.attendance a join grassroots.meeting m on m.id = a.meeting_id where m.organisation_id = '{own.Id}' and a.member_id = '{stranger}'"));
        Assert.Equal(1L, await life.Host.AskAsync<long>($"select count(*) from grassroots.meeting where organisation_id = '{other.Id}'"));
    }

    [Fact]
    public async Task A_photo_loses_where_and_when_it_was_taken_and_keeps_which_way_is_up()
    {
        var branch = await life.BranchAsync();
        using var secretary = await life.Host.SignInAsync(branch.Code, Secretary);
        byte[] exif = [.. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 2, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, .. "GPS 25.04 102.71 HUAWEI"u8];
        byte[] photo = [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, 0xFF, 0xFE, 0, 9, .. "comment"u8, 0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9];

        var saved = await secretary.UploadAsync(WriteUrl(branch, "21"), "photos", "IMG_2026.jpg", photo, Form(Clock.Today, "带照片"));
        var record = await secretary.GetAsync(saved.Location!);
        var shown = await secretary.GetAsync(record.Document.QuerySelector(".photos img")!.GetAttribute("src")!);
        var kept = await shown.Message.Content.ReadAsByteArrayAsync();

        Assert.Equal(302, saved.Status);
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        Assert.DoesNotContain("comment", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        Assert.True(kept.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]) > 0);
        Assert.EndsWith("FFDA00020102 03FFD9".Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(kept), StringComparison.Ordinal);
        Assert.Equal((200, "image/jpeg"), (shown.Status, shown.Message.Content.Headers.ContentType!.MediaType));
    }
}
