# THE ROOMS OF THE PROGRAM, in order: each includes and links only those before it. This list drives the libraries
# (layers.cmake), the test of the #include lines (tests/build/direction.cmake) and the hash of the model (version.cmake).
set(VANGNET_LAYERS core policies agents month inputs scenario experiment analysis results run cli)

set(VANGNET_FOLDER_core sim/core)
set(VANGNET_FOLDER_policies policies)
set(VANGNET_FOLDER_agents agents)
set(VANGNET_FOLDER_month sim/month)
set(VANGNET_FOLDER_inputs sim/inputs)
set(VANGNET_FOLDER_scenario sim/scenario)
set(VANGNET_FOLDER_experiment sim/experiment)
set(VANGNET_FOLDER_results sim/results)
set(VANGNET_FOLDER_run sim/run)
set(VANGNET_FOLDER_analysis analysis)
set(VANGNET_FOLDER_cli sim/cli)

# The month and what it stands on: no library, file or thread, and the same bits with every compiler.
set(VANGNET_MONTH_LAYERS core policies agents month)
# An experiment and what it stands on decide all numbers. It has no HDF5, thread or file of its own, and neither have the
# layers before it, but for the texts of tables and scenarios that people name. What concludes from results has no HDF5 and
# no thread either, so that a page can do all of it.
set(VANGNET_MODEL_LAYERS ${VANGNET_MONTH_LAYERS} inputs scenario experiment)
set(VANGNET_BANNED_IN_MONTH
    hdf5 H5 tbb/ oneapi/ thread> mutex> atomic> future> fstream> filesystem> toml fmt/ nlohmann)
set(VANGNET_BANNED_BEFORE_RESULTS hdf5 H5 tbb/ oneapi/ thread> future>)
set(VANGNET_BANNED_IN_MODEL mutex> atomic> nlohmann)
set(VANGNET_BANNED_IN_EXPERIMENT fstream> filesystem> toml)
