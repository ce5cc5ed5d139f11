namespace OrgWork.Kernel;

/// <summary>Rows and columns that many tables share, over the columns sex, nation, age, education and joined_on of what is counted.</summary>
public static class Lines
{
    public static readonly Line All = new("合计", "true");
    public static readonly Line Women = new("女", "sex = '2'");
    public static readonly Line Minorities = new("少数民族", "nation is not null and nation <> '01'");

    /// <summary>Completed years by month on the day that is shown, as on the appointment form.</summary>
    public static string Age(string birthColumn) => $"((extract(year from {{day}}) - extract(year from {birthColumn})) * 12 + extract(month from {{day}}) - extract(month from {birthColumn}))::int / 12";

    public static IReadOnlyList<Line> Sexes(string? group = "性别") => [new("男", "sex = '1'") { Group = group }, Women with { Group = group }];
    public static IReadOnlyList<Line> Nations(string? group = "民族") => [new("汉族", "nation = '01'") { Group = group }, Minorities with { Group = group }];

    /// <summary>35 岁及以下 and so on: each limit ends a band, the last band is open. What has no birthday stands in none.</summary>
    public static IReadOnlyList<Line> AgeBands(string? group, params int[] limits) =>
        [.. limits.Select((limit, i) => new Line(i == 0 ? $"{limit}岁及以下" : $"{limits[i - 1] + 1}—{limit}岁", i == 0 ? $"age <= {limit}" : $"age between {limits[i - 1] + 1} and {limit}") { Group = group }),
         new Line($"{limits[^1] + 1}岁及以上", $"age > {limits[^1]}") { Group = group }];

    /// <summary>By the first digit of ZB64: the level, wherever it was studied.</summary>
    public static IReadOnlyList<Line> Educations(string? group = "学历", string column = "education") =>
    [
        new("研究生", $"{column} >= '1' and {column} < '2'") { Group = group }, new("大学", $"{column} >= '2' and {column} < '3'") { Group = group }, new("大专", $"{column} >= '3' and {column} < '4'") { Group = group },
        new("中专中技", $"{column} in ('41', '47')") { Group = group }, new("高中", $"{column} = '61'") { Group = group }, new("初中及以下", $"{column} in ('71', '81')") { Group = group },
    ];

    /// <summary>One for each code of a table.</summary>
    public static IReadOnlyList<Line> Codes(CodeSet codes, string column, int indent = 0, string? group = null) => [.. codes.Codes.Select(code => new Line(code.Name, $"{column} = '{code.Value}'") { Indent = indent, Group = group })];

    /// <summary>大专及以上.</summary>
    public static string College(string column = "education") => $"{column} < '4'";
}
