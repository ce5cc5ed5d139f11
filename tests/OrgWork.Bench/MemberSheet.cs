using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>
/// The sheet of a county's members as departments have it: 20,000 people with their branch by name, 2,000 rows with something wrong. Checked, the faulty had back as a sheet with
/// the reasons in it, the good ones written, and all of it taken back.
/// </summary>
static class MemberSheet
{
    const int Rows = 20_000, FaultyEvery = 10;
    static readonly string[] Headings = ["姓名", "性别", "出生年月日", "民族", "学历", "身份证号", "所在党支部", "人员类别", "入党时间", "转正时间", "工作岗位", "联系电话"];

    public static async Task<bool> RunAsync(string database, string folder, Server ours, Action<string> say)
    {
        await using var source = NpgsqlDataSource.Create(database);
        var officer = await Importer.SignInAsync(source, ours, "grassroots/members", "grassroots.members.read", "grassroots.members.edit", "grassroots.organisations.read");
        var sheet = await MakeAsync(source, Path.Combine(folder, $"members-{Rows}.xlsx"));
        var before = await CountAsync(source, "grassroots.member where removed_at is null");
        ours.ForgetPeak();
        var (id, seconds) = await officer.CheckAsync(sheet, say);
        var (ready, faulty) = (await CountAsync(source, $"org.import_row where import_id = '{id}' and state in (1, 2, 3)"), await CountAsync(source, $"org.import_row where import_id = '{id}' and state = 4"));
        say(string.Create(CultureInfo.InvariantCulture, $"{Rows} members: read and checked in {seconds:0.0} s, {ready} good, {faulty} to repair; at most {ours.PeakInMiB()} MiB"));
        var watch = Stopwatch.StartNew();
        using var faults = await officer.PostAsync(id, "faults");
        var book = await faults.Content.ReadAsByteArrayAsync();
        say(string.Create(CultureInfo.InvariantCulture, $"the faulty rows with their reasons, as a sheet of {book.Length / 1024} KiB: {watch.Elapsed.TotalSeconds:0.0} s"));
        var written = await officer.DoAsync(id, "write", "import-writing", say);
        var after = await CountAsync(source, "grassroots.member where removed_at is null");
        say(string.Create(CultureInfo.InvariantCulture, $"{after - before} written in {written:0.0} s, {(after - before) / written:0} rows/s"));
        var undone = await officer.DoAsync(id, "undo", "import-undo", say);
        var left = await CountAsync(source, "grassroots.member where removed_at is null");
        say(string.Create(CultureInfo.InvariantCulture, $"taken back in {undone:0.0} s, {left - before} left over"));
        var isWell = faults.IsSuccessStatusCode && faulty == Rows / FaultyEvery && after - before == Rows - faulty && left == before;
        if (!isWell) say("NOT WELL: the sheet has 2,000 faulty rows, all others are written, and all of them taken back");
        return isWell;
    }

    static async Task<long> CountAsync(NpgsqlDataSource source, string from)
    {
        await using var count = source.CreateCommand("select count(*) from " + from);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    static async Task<string> MakeAsync(NpgsqlDataSource source, string path)
    {
        var branches = new List<string>();
        await using (var read = source.CreateCommand("select name from grassroots.organisation where kind like '63%' and removed_at is null and abolished_on is null group by name having count(*) = 1 order by name limit 800"))
        await using (var names = await read.ExecuteReaderAsync())
            while (await names.ReadAsync()) branches.Add(names.GetString(0));
        var random = new Random(Rows);
        string[] surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"], given = ["建国", "志强", "晓丽", "静", "海涛", "文博", "秋实", "清和", "若云", "平安"];
        await using var file = File.Create(path);
        await using var sheet = new SheetWriter(file, "党员", "周文博");
        sheet.Begin([.. Headings.Select(heading => new SheetColumn(heading))], "党员花名册");
        for (var i = 0; i < Rows; i++)
        {
            var birth = new DateOnly(1955, 1, 1).AddDays(random.Next(15_000));
            var body = $"998{i / 1000:000}{birth:yyyyMMdd}{i % 1000:000}";
            var number = body + IdentityNumber.CheckOf(body);
            var fault = i % FaultyEvery == FaultyEvery - 1 ? i / FaultyEvery % 5 : -1;
            // A full member by today, whoever was born last: other days would be faults, too.
            var joined = birth.AddYears(20 + random.Next(Math.Min(20, Clock.Today.Year - birth.Year - 22)));
            sheet.Row(surnames[random.Next(10)] + given[random.Next(10)], fault == 0 ? "不详" : (number[16] - '0') % 2 == 1 ? "男" : "女", fault == 1 ? "1986.2.30" : Dates.Format(birth), "汉", "大学本科", fault == 2 ? number[..17] + (number[17] == '1' ? '2' : '1') : number,
                fault == 3 ? "并不存在的党支部" : branches[i % branches.Count], "正式党员", Dates.Format(joined), Dates.Format(joined.AddYears(1)), "", fault == 4 ? "1380013" : $"139{i:00000000}");
        }
        await sheet.FinishAsync();
        return path;
    }
}
