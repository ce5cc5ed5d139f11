using System.Diagnostics;
using Xunit;

namespace OrgWork.Tests.Build;

/// <summary>The first command a newcomer types, on machines that lack something and with options that cannot be. Nothing is installed and nothing built here.</summary>
public sealed class RunTests
{
    /// <summary>What a bare machine has, beside what a test says.</summary>
    static readonly string[] Everywhere = ["bash", "env", "dirname", "basename", "sed", "cut", "paste", "sort", "tail", "head", "grep", "mkdir", "cat", "realpath", "test", "true", "ldconfig", "find", "touch", "mv", "tr"];

    static readonly Lazy<Checkout> Sources = new(() =>
    {
        var sources = new Checkout();
        // A machine without a server of its own, whatever this one has.
        sources.Replace("build/lib.sh", "/usr/lib/postgresql/*/bin", "/nowhere/postgresql/*/bin");
        return sources;
    });

    static int count;

    sealed record Said(int Code, string Words);

    /// <param name="programs">name and what it does, as a line of shell; what stands only here is there</param>
    /// <param name="asNobody">somebody who may install nothing</param>
    static async Task<Said> RunAsync(string[] options, (string Name, string Does)[] programs, bool asNobody = false)
    {
        var path = Scratch.Folder($"run-path{Interlocked.Increment(ref count)}");
        foreach (var name in Everywhere)
            if (Environment.GetEnvironmentVariable("PATH")!.Split(':').Append("/sbin").Append("/usr/sbin").Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } real) File.CreateSymbolicLink(Path.Combine(path, name), real);
        foreach (var (name, does) in programs)
        {
            await File.WriteAllTextAsync(Path.Combine(path, name), $"#!/bin/sh\n{does}\n");
            File.SetUnixFileMode(Path.Combine(path, name), (UnixFileMode)0b111_101_101);
        }
        string[] command = [Path.Combine(Sources.Value.Root, "build/run"), .. options];
        if (asNobody && Environment.UserName == "root") command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", .. command];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var name in (string[])["ORGWORK_DB", "ORGWORK_DATA", "ConnectionStrings__OrgWork", "DOTNET_ROOT"]) start.Environment.Remove(name);
        (start.Environment["PATH"], start.Environment["HOME"]) = (path, path);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output + await error);
    }

    static readonly (string, string)[] Sdk = [("dotnet", "echo '10.0.100 [/somewhere/sdk]'"), ("node", "true"), ("npm", "true")];

    [Theory]
    [InlineData("端口“abc”不对：应是 0 到 65535 之间的整数", "--port", "abc")]
    [InlineData("端口“70000”不对", "--port=70000")]
    [InlineData("规模“huge”不对：应是 small、county、city 之一", "--size", "huge")]
    [InlineData("选项 --data 后面还要写一个值", "--data")]
    [InlineData("选项 --data 后面还要写一个目录", "--data=")]
    [InlineData("没有“--prot”这个选项", "--prot", "80")]
    public async Task An_option_that_cannot_be_is_named_before_anything_is_done(string words, params string[] options)
    {
        var said = await RunAsync(options, []);

        Assert.Equal(2, said.Code);
        Assert.Contains(words, said.Words, StringComparison.Ordinal);
        Assert.Contains("build/run --help", said.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_SDK_or_with_an_old_one_it_says_which_to_fetch()
    {
        var none = await RunAsync([], []);
        var old = await RunAsync([], [("dotnet", "echo '8.0.404 [/somewhere/sdk]'")]);

        Assert.Equal((1, 1), (none.Code, old.Code));
        Assert.Contains("没有找到 .NET SDK 10。请从 .NET 官方网站下载安装", none.Words, StringComparison.Ordinal);
        Assert.Contains("需要 .NET SDK 10，现有的是：8.0.404。", old.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_install_nothing_is_told_what_is_missing_and_the_line_for_the_administrator()
    {
        var said = await RunAsync([], [.. Sdk, ("apt-get", "exit 100")], asNobody: true);

        Assert.Equal(1, said.Code);
        Assert.Matches(@"本机缺少：[a-z0-9 -]*postgresql。请管理员执行：apt-get install [a-z0-9 -]*postgresql，再重新运行", said.Words);
        // Whose password nobody is there to type.
        var locked = await RunAsync([], [.. Sdk, ("apt-get", "exit 100"), ("sudo", "exit 1")], asNobody: true);
        Assert.Matches(@"没有 sudo 权限不能安装。请管理员执行：apt-get install [a-z0-9 -]*postgresql", locked.Words);
        var elsewhere = await RunAsync([], Sdk, asNobody: true);
        Assert.Contains("这里不是 Debian 或 Ubuntu", elsewhere.Words, StringComparison.Ordinal);
        // With a server of one's own none is needed; an old one does not do.
        var tooOld = await RunAsync([], [.. Sdk, ("apt-get", "exit 100"), ("initdb", "echo 'initdb (PostgreSQL) 13.11'")], asNobody: true);
        Assert.Contains("postgresql", tooOld.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_fetched_is_named_with_the_line_to_type_and_where_all_of_it_stands()
    {
        var said = await RunAsync([], [.. Sdk, ("apt-get", "echo 'E: 找不到 deb.example'; exit 100"), ("sudo", """while [ "$1" = -n ]; do shift; done; exec "$@" """)]);

        Assert.Equal(1, said.Code);
        Assert.Contains("正在安装：", said.Words, StringComparison.Ordinal);
        Assert.Contains("E: 找不到 deb.example", said.Words, StringComparison.Ordinal);
        Assert.Matches(@"没有装上：[a-z0-9 -]*postgresql。请检查网络和软件源，或手工执行：apt-get install [a-z0-9 -]*postgresql。", said.Words);
        Assert.Contains($"{Sources.Value.Root}/.artifacts/apt.log", said.Words, StringComparison.Ordinal);
    }
}
