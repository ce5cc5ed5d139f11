namespace OrgWork.Host;

/// <summary>What the private cluster runs with. Written anew at every start, so that an upgrade of the platform brings its settings along.</summary>
static class ClusterSettings
{
    public const string File = "orgwork.conf";

    public static string Text(string socketFolder, bool durable)
    {
        // What this machine, or the container's limit, has; the host itself and the file cache need the rest.
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20;
        return $"""
            # 每次启动时由平台重写，改动请写在 postgresql.conf 的末尾

            # 只在本机的套接字上应答，不开网络端口
            listen_addresses = ''
            port = 5432
            unix_socket_directories = '{socketFolder.Replace("'", "''")}'
            unix_socket_permissions = 0700
            max_connections = 200
            password_encryption = scram-sha-256

            shared_buffers = {Math.Clamp(memory / 4, 64, 4096)}MB
            effective_cache_size = {Math.Max(memory / 2, 128)}MB
            maintenance_work_mem = {Math.Clamp(memory / 16, 32, 512)}MB
            work_mem = 16MB
            random_page_cost = 1.1
            # 页面上的查询都短，编译比执行还慢
            jit = off

            wal_compression = on
            max_wal_size = 4GB
            min_wal_size = 256MB
            checkpoint_timeout = 15min
            checkpoint_completion_target = 0.9
            fsync = {(durable ? "on" : "off")}
            synchronous_commit = {(durable ? "on" : "off")}
            full_page_writes = {(durable ? "on" : "off")}

            # 时刻存的是绝对时间；“今天”按业务所在的时区算，与服务器装在哪里无关
            timezone = 'Asia/Shanghai'
            log_timezone = 'Asia/Shanghai'
            datestyle = 'iso, ymd'

            # 日志里不留语句，也就不留个人信息
            logging_collector = on
            log_directory = 'log'
            log_filename = 'postgres-%d.log'
            log_truncate_on_rotation = on
            log_rotation_age = 1d
            log_rotation_size = 0
            log_line_prefix = '%m [%p] %u@%d '
            log_error_verbosity = terse
            log_statement = none
            log_min_duration_statement = -1
            log_min_error_statement = panic
            log_connections = on

            """;
    }
}
