using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Npgsql;
using NpgsqlTypes;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>
/// A sheet of 100,000 rows and 20 columns, brought as an officer brings it: uploaded to 人才库, every cell read and checked, numbers encrypted, twins and known people found, staged
/// for repair; then written. Against a bare reader (ZipArchive and XmlReader) that copies the same cells into a table without an index and checks nothing.
/// </summary>
static class ImportCost
{
    const int Rows = 100_000;
    // The bare reader takes 91 MiB as a process; twice that is what an import may add.
    const double Goal = 4, GrowthGoal = 1.5;
    const int MemoryGoal = 2 * 91;
    static readonly string[] Headings = ["姓名", "公民身份号码", "工作单位及职务", "性别", "出生日期", "民族", "政治面貌", "籍贯", "人才类别", "认定层次", "专业领域", "引进方式", "引进时间", "引进前单位", "合同（合作）期满", "联系领导", "职称", "学历", "联系电话", "备注"];

    /// <returns>whether the goals were met</returns>
    public static async Task<bool> RunAsync(string database, string folder, Server ours, int rounds, Action<string> say)
    {
        var (small, large) = (await SheetAsync(Path.Combine(folder, "import-10000.xlsx"), Rows / 10), await SheetAsync(Path.Combine(folder, "import-100000.xlsx"), Rows));
        await using var source = NpgsqlDataSource.Create(database);
        var officer = await Importer.SignInAsync(source, ours, "talent/talents", "talent.talents.read", "talent.talents.edit");
        // Once for nothing: both have then compiled and connected. A bare reader is a process of its own each time, as it was when the goal was set.
        await officer.CheckAsync(small, say: null);
        ours.ForgetPeak();
        await officer.CheckAsync(small, say: null);
        var (resting, peakOfFew) = (ours.MemoryInMiB(), ours.PeakInMiB());
        ours.ForgetPeak();
        var (ratios, peakOfMany) = (new List<double>(), 0);
        for (var round = 0; round < rounds; round++)
        {
            var bare = await BareAsync(large, database);
            var (id, took) = await officer.CheckAsync(large, say);
            ratios.Add(took / bare);
            say(string.Create(CultureInfo.InvariantCulture, $"{Rows} × {Headings.Length}: bare reader and COPY {bare:0.00} s, read, checked and staged {took:0.00} s, ratio {took / bare:0.00}"));
            if (round + 1 < rounds) continue;
            peakOfMany = ours.PeakInMiB();
            var written = await officer.DoAsync(id, "write", "import-writing", null);
            say(string.Create(CultureInfo.InvariantCulture, $"written into the register with its history, search pieces, persons, rules and a deed for each: {written:0.0} s, {Rows / written:0} rows/s, {written / bare:0.0} × the bare reader"));
        }
        var ratio = ratios.Order().ElementAt(ratios.Count / 2);
        say(string.Create(CultureInfo.InvariantCulture, $"import: ratio {ratio:0.00} (goal ≤ {Goal:0.00}); memory of the host at rest {resting} MiB, at most with 10,000 rows {peakOfFew} MiB, with 100,000 {peakOfMany} MiB: {peakOfMany - resting} MiB more (goal ≤ {MemoryGoal}), and {(double)peakOfMany / peakOfFew:0.00} of the few rows' (goal ≤ {GrowthGoal:0.0})"));
        return ratio <= Goal && peakOfMany - resting <= MemoryGoal && (double)peakOfMany / peakOfFew <= GrowthGoal;
    }

    /// <summary>The other process: no validation, no index, nothing but reading and COPY.</summary>
    public static async Task BareAsync(string file, string database, Action<string> say)
    {
        var watch = Stopwatch.StartNew();
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync();
        await using (var create = new NpgsqlCommand($"drop table if exists public.bare_import; create table public.bare_import ({string.Join(", ", Headings.Select((_, i) => $"c{i} text"))})", connection)) await create.ExecuteNonQueryAsync();
        using var zip = ZipFile.OpenRead(file);
        using var xml = XmlReader.Create(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open(), new() { DtdProcessing = DtdProcessing.Prohibit });
        await using (var copy = await connection.BeginBinaryImportAsync($"copy public.bare_import from stdin (format binary)"))
        {
            var (cells, column, count) = (new string?[Headings.Length], 0, 0);
            while (xml.Read())
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "row") (column, cells) = (0, new string?[Headings.Length]);
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "c") column = xml.GetAttribute("r")![0] - 'A';
                else if (xml.NodeType is XmlNodeType.Text && column < cells.Length) cells[column] = xml.Value;
                else if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "row" && count++ > 1)
                {
                    await copy.StartRowAsync();
                    foreach (var cell in cells)
                        if (cell is null) await copy.WriteNullAsync();
                        else await copy.WriteAsync(cell, NpgsqlDbType.Text);
                }
            await copy.CompleteAsync();
        }
        say(watch.Elapsed.TotalSeconds.ToString(CultureInfo.InvariantCulture));
    }

    static async Task<double> BareAsync(string file, string database)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ImportCost).Assembly.Location, "bare-import", file, database]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(said, CultureInfo.InvariantCulture);
    }

    /// <summary>Invented people, one cell in a hundred wrong or odd.</summary>
    static async Task<string> SheetAsync(string path, int rows)
    {
        if (File.Exists(path)) return path;
        var random = new Random(rows);
        string[] surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"], given = ["建国", "志强", "晓丽", "静", "海涛", "文博", "秋实", "清和", "若云", "平安"];
        await using var file = File.Create(path + ".part");
        await using (var sheet = new SheetWriter(file, "人才", "周文博"))
        {
            sheet.Begin([.. Headings.Select(heading => new SheetColumn(heading))], "人才名册");
            for (var i = 0; i < rows; i++)
            {
                var birth = new DateOnly(1960, 1, 1).AddDays(random.Next(15_000));
                var body = $"99{random.Next(1000, 9999)}{birth:yyyyMMdd}{i % 1000:000}";
                var number = body + IdentityNumber.CheckOf(body);
                var isMale = (number[16] - '0') % 2 == 1;
                sheet.Row(surnames[random.Next(10)] + given[random.Next(10)], number, $"第{i % 900}研究所工程师", random.Next(100) == 0 ? "不详" : isMale ? "男" : "女", random.Next(100) == 0 ? "86.7" : Dates.Format(birth), random.Next(50) == 0 ? "汉" : "汉族", "群众", "南江",
                    "专业技术人才", "D类（市级领军人才）", "电子信息", "柔性引进", $"{2010 + i % 15}.{1 + i % 12:00}", $"第{i % 700}公司", "2030.12.31", "部领导", "工程师", random.Next(100) == 0 ? "大学本课" : "大学本科", $"139{random.Next(10_000_000, 99_999_999)}", i % 3 == 0 ? $"备注之{i}" : null);
            }
            await sheet.FinishAsync();
        }
        file.Close();
        File.Move(path + ".part", path);
        return path;
    }
}
